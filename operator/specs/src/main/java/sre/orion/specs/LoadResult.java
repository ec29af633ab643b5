package sre.orion.specs;

import java.util.List;
import sre.orion.api.resource.Revision;
import sre.orion.specs.yaml.Problem;

/** LoadResult is what became of the files of a revision: all of it was taken, or none. */
public sealed interface LoadResult {
    /**
     * Loaded is a revision without errors.
     *
     * @param warnings what a person should know all the same, sorted by place
     */
    record Loaded(Revision revision, List<Problem> warnings) implements LoadResult {}

    /**
     * Refused is a revision with errors.
     *
     * @param problems every error of the revision, sorted by place; at least one
     */
    record Refused(List<Problem> problems) implements LoadResult {}
}
