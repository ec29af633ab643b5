/** The vocabulary every part of Orion speaks: kinds, observations, plans and the reconciler's contract, as plain values. */
@NullMarked
package sre.orion.api;

import org.jspecify.annotations.NullMarked;
