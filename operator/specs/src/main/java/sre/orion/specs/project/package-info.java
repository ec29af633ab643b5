/**
 * Compose projects as people have them: several files, {@code .env}, {@code extends}, {@code include} and profiles,
 * merged by docker compose's own rules into one model that keeps the place of every value.
 */
@NullMarked
package sre.orion.specs.project;

import org.jspecify.annotations.NullMarked;
