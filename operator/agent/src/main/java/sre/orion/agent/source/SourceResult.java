package sre.orion.agent.source;

import java.util.List;
import sre.orion.api.resource.Revision;

/** SourceResult is what one look at a source gave. */
public sealed interface SourceResult {
    /**
     * A complete, valid revision.
     *
     * @param warnings what a person should know all the same, each as {@code FILE:LINE:COL: FIELD: text}
     */
    record Loaded(Revision revision, List<String> warnings) implements SourceResult {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A revision with errors; nothing of it is used.
     *
     * @param revision the id of the revision that was refused
     * @param problems all of them, each as {@code FILE:LINE:COL: FIELD: text}
     */
    record Rejected(String revision, List<String> problems) implements SourceResult {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /** Nothing could be read: no such folder, no such branch, a repository that does not answer. */
    record Unavailable(String why) implements SourceResult {}
}
