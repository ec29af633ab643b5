/** Variables by Compose's rules: env files and the substitution of {@code ${NAME}} in values. */
@NullMarked
package sre.orion.specs.variable;

import org.jspecify.annotations.NullMarked;
