/** The kinds: one Spec, one Status and one Reason each. Specs are in long form with every default filled in by the loader. */
@NullMarked
package sre.orion.api.kind;

import org.jspecify.annotations.NullMarked;
