/**
 * A small model of an engine and of the loop around the reconcilers: enough to run plans, cut them off anywhere, and see
 * what becomes of it. It is no twin of Docker; what Docker answers is proven against real engines.
 */
@NullMarked
package sre.orion.reconcilers.model;

import org.jspecify.annotations.NullMarked;
