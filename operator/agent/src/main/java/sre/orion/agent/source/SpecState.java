package sre.orion.agent.source;

import java.util.Optional;
import sre.orion.api.resource.Revision;

/**
 * SpecState is what is known of the desired state.
 *
 * @param revision the last good revision; empty when there never was one
 * @param latest what the last look at the source gave
 */
public record SpecState(Optional<Revision> revision, SourceResult latest) {
    /** What is wrong with the source, as one sentence; empty when the last look gave the revision in use. */
    public Optional<String> trouble() {
        return switch (latest) {
            case SourceResult.Loaded _ -> Optional.empty();
            case SourceResult.Rejected rejected ->
                Optional.of("revision " + rejected.revision() + " has "
                        + rejected.problems().size() + " errors, the first: "
                        + rejected.problems().getFirst());
            case SourceResult.Unavailable unavailable -> Optional.of(unavailable.why());
        };
    }
}
