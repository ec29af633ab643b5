package sre.orion.api.container;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import sre.orion.api.Immutable;
import sre.orion.api.secret.Text;

/**
 * ContainerProcess is what runs in a container and how it is stopped.
 *
 * @param entrypoint empty: the image's; an empty list clears it
 * @param command empty: the image's; an empty list clears it
 * @param environment an empty value takes the variable out of the image's environment
 * @param user empty: the image's
 * @param init whether the engine puts its own init first; empty: the engine's default
 * @param stopGracePeriod how long {@code stop} waits before it kills, whole seconds; empty: 10 s, or the image's
 */
public record ContainerProcess(
        Optional<List<String>> entrypoint,
        Optional<List<String>> command,
        SortedMap<String, Optional<Text>> environment,
        Optional<String> workingDirectory,
        Optional<String> user,
        boolean tty,
        boolean stdinOpen,
        Optional<Boolean> init,
        Optional<String> stopSignal,
        Optional<Duration> stopGracePeriod) {

    public ContainerProcess {
        entrypoint = entrypoint.map(List::copyOf);
        command = command.map(List::copyOf);
        environment = Immutable.map(environment);
    }
}
