package sre.orion.api.kind;

import java.util.SortedSet;
import sre.orion.api.Immutable;

/**
 * NodeSpec is what the operator is told about its own node; it has no file.
 *
 * @param approvals hashes of mass deletions a person said yes to
 */
public record NodeSpec(SortedSet<String> approvals) {
    public NodeSpec {
        approvals = Immutable.set(approvals);
    }
}
