/**
 * The log: one {@code key=value} line on standard error for each event, in the shape of Go's {@code slog}, behind SLF4J. Messages are
 * constants; what varies stands in keys, so a line can be searched and counted by its message.
 */
@NullMarked
package sre.orion.agent.log;

import org.jspecify.annotations.NullMarked;
