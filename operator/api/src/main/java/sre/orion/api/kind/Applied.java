package sre.orion.api.kind;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * Applied is what a running container has been given beside its start, so that it is not given twice. It is history: where
 * it is lost, the container's labels and the time of its start stand in for it.
 *
 * @param container id of the container it is about
 * @param run start of the run it is about
 * @param hooked whether the hooks after the start of that run have been run
 * @param files the files that the run has taken in, by their path in the container
 * @param planned the contents, by path in the container, that the last plan was to make it take in
 */
public record Applied(
        String container,
        Optional<Instant> run,
        boolean hooked,
        SortedMap<String, Content> files,
        SortedMap<String, String> planned) {
    /** Nothing is known of any container. */
    public static final Applied NONE =
            new Applied("", Optional.empty(), false, Immutable.map(null), Immutable.map(null));

    public Applied {
        files = Immutable.map(files);
        planned = Immutable.map(planned);
    }

    /**
     * Content is a file as a container has taken it in.
     *
     * @param hash of the content
     * @param identity of the file that the container sees, whatever stands under its path by now; empty: not known
     */
    public record Content(String hash, String identity) {}
}
