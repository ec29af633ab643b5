/** Compose's own ways: its short syntax, read once into the long form, and the files Orion renders for it. */
@NullMarked
package sre.orion.specs.compose;

import org.jspecify.annotations.NullMarked;
