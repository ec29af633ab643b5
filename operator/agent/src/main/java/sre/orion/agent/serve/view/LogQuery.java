package sre.orion.agent.serve.view;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * LogQuery is what is asked of a container's log.
 *
 * @param follow whether to wait for what is still to be printed
 * @param tail only so many of the last lines
 * @param since only what was printed from then on
 * @param until only what was printed before
 * @param timestamps whether each line begins with the time it was printed
 */
public record LogQuery(
        boolean follow, OptionalLong tail, Optional<Instant> since, Optional<Instant> until, boolean timestamps) {}
