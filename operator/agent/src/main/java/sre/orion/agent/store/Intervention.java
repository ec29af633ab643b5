package sre.orion.agent.store;

import java.time.Instant;
import java.util.List;

/**
 * Intervention is one time that the operator acted on a resource: what it worked towards, what it saw, why it acted, what it
 * did, and what came of it. It holds no secret.
 *
 * @param at when the plan was made
 * @param revision the revision of the specs it was made for
 * @param generation the generation of the resource's spec
 * @param differences what differed then, as people read it
 */
public record Intervention(Instant at, String revision, long generation, List<String> differences, List<Deed> deeds) {
    public Intervention {
        differences = List.copyOf(differences);
        deeds = List.copyOf(deeds);
    }

    /**
     * Deed is one step of a plan and what became of it.
     *
     * @param outcome {@code Done}, {@code Superseded}, {@code Failed}, {@code Unknown} or {@code Skipped}
     * @param why what was said of an outcome that is not {@code Done}; empty otherwise
     */
    public record Deed(String action, String target, String cause, String outcome, String why, Instant endedAt) {}
}
