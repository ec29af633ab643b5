package sre.orion.agent.serve.model;

import java.util.List;
import java.util.stream.Stream;
import sre.orion.agent.metrics.ConditionSample;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.serve.view.ResourceView;
import sre.orion.api.resource.Condition;

/** ConditionSamples is the conditions of all resources, for the metrics. */
public final class ConditionSamples {
    private ConditionSamples() {}

    /** Every condition there is, and an unknown {@code Ready} for what no pass has looked at yet. */
    public static List<ConditionSample> of(NodeView view) {
        return view.resources().stream().flatMap(ConditionSamples::of).toList();
    }

    private static Stream<ConditionSample> of(ResourceView view) {
        var key = view.resource().key();
        return view.status()
                .map(status -> status.conditions().stream()
                        .map(found -> new ConditionSample(key, found.type(), found.status())))
                .orElseGet(() -> Stream.of(new ConditionSample(key, Condition.Type.READY, Condition.Status.UNKNOWN)));
    }
}
