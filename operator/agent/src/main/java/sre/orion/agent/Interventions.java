package sre.orion.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sre.orion.agent.store.History;
import sre.orion.agent.store.Intervention;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.StepReport;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;

/** Interventions writes down the last times that the operator acted on each resource, for whoever asks why. */
final class Interventions {
    /** How many are kept of each resource. */
    static final int KEPT = 10;

    private final History history;
    private final Map<ResourceKey, Draft> drafts = new ConcurrentHashMap<>();

    Interventions(History history) {
        this.history = history;
    }

    /** What is known of an intervention before its steps are done. */
    private record Draft(
            Instant at, String revision, long generation, List<String> differences, List<Intervention.Deed> deeds) {}

    /** A pass has something to do. */
    void begin(Resource<?> resource, String revision, List<Difference> differences, Instant now) {
        List<String> texts = differences.stream().map(Difference::toString).toList();
        drafts.put(
                resource.key(), new Draft(now, revision, resource.metadata().generation(), texts, new ArrayList<>()));
    }

    /** It did a step of it. */
    void add(ResourceKey key, StepReport report) {
        Draft draft = drafts.get(key);
        if (draft != null) {
            var step = report.step();
            draft.deeds()
                    .add(new Intervention.Deed(
                            step.action().verb(),
                            step.action().target(),
                            step.cause(),
                            report.outcome().getClass().getSimpleName(),
                            why(report.outcome()),
                            report.endedAt()));
        }
    }

    /** The pass is over. */
    void end(ResourceKey key) {
        Draft draft = drafts.remove(key);
        if (draft == null) {
            return;
        }
        var known = new ArrayList<>(history.interventions(key));
        known.add(
                new Intervention(draft.at(), draft.revision(), draft.generation(), draft.differences(), draft.deeds()));
        history.putInterventions(key, known.subList(Math.max(0, known.size() - KEPT), known.size()));
        history.flush();
    }

    /** What is said of an outcome that is not {@code Done}. */
    static String why(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done() -> "";
            case Outcome.Skipped() -> "";
            case Outcome.Superseded(String why) -> why;
            case Outcome.Failed(int code, String message) -> code + " " + message;
            case Outcome.Unknown(String why) -> why;
        };
    }
}
