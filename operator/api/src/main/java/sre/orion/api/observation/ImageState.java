package sre.orion.api.observation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import sre.orion.api.Immutable;
import sre.orion.api.container.ContainerProcess;
import sre.orion.api.container.Healthcheck;

/**
 * ImageState is what an image says about itself: the values a container inherits where its spec is silent.
 *
 * @param process entrypoint, command, environment, working directory, user and stop signal
 * @param exposed ports such as {@code 80/tcp}
 * @param volumes paths for which the engine makes anonymous volumes
 */
public record ImageState(
        String id,
        ContainerProcess process,
        Optional<Healthcheck> healthcheck,
        SortedMap<String, String> labels,
        SortedSet<String> exposed,
        SortedSet<String> volumes) {
    public ImageState {
        labels = Immutable.map(labels);
        exposed = Immutable.set(exposed);
        volumes = Immutable.set(volumes);
    }
}
