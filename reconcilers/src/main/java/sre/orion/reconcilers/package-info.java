/** The pure core: a package a kind, each turning a spec and an observation into a plan, without I/O, clock or randomness. */
@NullMarked
package sre.orion.reconcilers;

import org.jspecify.annotations.NullMarked;
