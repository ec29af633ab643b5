package sre.orion.reconcilers.container;

import java.util.Objects;
import sre.orion.api.kind.ServiceSpec;

/** ContainerNames is the names of a Service's containers; they are hints for people, identity is by label. */
public final class ContainerNames {
    private static final String NEXT = "-orion-next";
    private static final String PREVIOUS = "-orion-previous";
    private static final String FAILED = "-orion-failed";
    private static final String DEAD = "-orion-dead-";

    private ContainerNames() {}

    /** The name of the Service's container: {@code container_name}, else Compose's {@code <project>-<service>-1}. */
    public static String current(ServiceSpec spec) {
        return Objects.requireNonNullElse(
                spec.container().containerName(), spec.project() + "-" + spec.service() + "-1");
    }

    /** The name of the container that is being rolled out, until it takes the place of the old one. */
    public static String next(ServiceSpec spec) {
        return current(spec) + NEXT;
    }

    /** The name of the old container, until the new one is ready. */
    public static String previous(ServiceSpec spec) {
        return current(spec) + PREVIOUS;
    }

    /** The name of a new container that did not become ready, until it is removed. */
    public static String failed(ServiceSpec spec) {
        return current(spec) + FAILED;
    }

    /** The name of a container that the engine could not remove, so that it keeps no name from others. */
    public static String dead(ServiceSpec spec, String id) {
        return current(spec) + DEAD + id.substring(0, Math.min(12, id.length()));
    }

    /** Whether a container of this name has been put out of the way. */
    public static boolean isDead(String name) {
        return name.contains(DEAD);
    }

    /** Whether a container of this name is being rolled out. */
    public static boolean isNext(String name) {
        return name.endsWith(NEXT);
    }

    /** Whether a container of this name is an old one that is kept. */
    public static boolean isPrevious(String name) {
        return name.endsWith(PREVIOUS);
    }

    /** Whether a container of this name did not become ready. */
    public static boolean isFailed(String name) {
        return name.endsWith(FAILED);
    }

    /** Whether a container of this name is in the middle of a roll-out. */
    public static boolean isTemporary(String name) {
        return isNext(name) || isPrevious(name) || isFailed(name);
    }

    /** The image the Service runs: as written, else the name Compose gives to what {@code build} makes. */
    public static String image(ServiceSpec spec) {
        return Objects.requireNonNullElse(spec.container().image(), spec.project() + "-" + spec.service());
    }
}
