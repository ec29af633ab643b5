/** YAML in and out: strict loading with positions, JSON Schema, and rendering to Compose. */
@NullMarked
package sre.orion.specs;

import org.jspecify.annotations.NullMarked;
