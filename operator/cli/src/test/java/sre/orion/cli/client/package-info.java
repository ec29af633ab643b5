/** Whom {@code orionctl} asks, and how it reads what comes. */
@NullMarked
package sre.orion.cli.client;

import org.jspecify.annotations.NullMarked;
