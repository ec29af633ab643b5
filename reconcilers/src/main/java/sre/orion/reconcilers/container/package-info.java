/**
 * The container a Service wants, as one canonical record: made from its spec, filled in with what image and engine
 * decide, and compared field by field with the one that is there.
 */
@NullMarked
package sre.orion.reconcilers.container;

import org.jspecify.annotations.NullMarked;
