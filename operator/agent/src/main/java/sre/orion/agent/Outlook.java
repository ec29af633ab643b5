package sre.orion.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sre.orion.agent.loop.Core;
import sre.orion.agent.loop.Loop;
import sre.orion.agent.loop.NodeResource;
import sre.orion.api.kind.Status;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.Difference.Change;
import sre.orion.api.plan.Step;
import sre.orion.api.reconcile.LastReport;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Outlook is what the next pass over each resource would do, as people and programs read it. */
record Outlook(List<Entry> entries) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Outlook {
        entries = List.copyOf(entries);
    }

    /** Entry is one resource that is not as it should be. */
    record Entry(ResourceKey key, ReconcileResult<? extends Status> result) {
        boolean quiet() {
            return result.plan().isEmpty() && differences().isEmpty() && !waits();
        }

        List<Difference> differences() {
            return result.differences().stream()
                    .filter(difference -> difference.change() != Change.IGNORE)
                    .toList();
        }

        Optional<Condition> ready() {
            return result.status().condition(Condition.Type.READY);
        }

        boolean waits() {
            return result.status().condition(Condition.Type.RECONCILING).isPresent();
        }
    }

    /** What the reconcilers make of this observation when nothing is known of earlier passes. */
    static Outlook of(NodeObservation observation, Core core, Instant now) {
        var entries = new ArrayList<Entry>();
        var resources =
                new ArrayList<Resource<?>>(observation.revision().resources().values());
        resources.add(NodeResource.of(observation.revision().node(), Collections.emptySortedSet()));
        for (Resource<?> resource : resources) {
            var result = core.reconcile(resource, observation, List.of(), Requests.NONE, LastReport.none(), now);
            var entry = new Entry(resource.key(), result);
            if (!entry.quiet()) {
                entries.add(entry);
            }
        }
        return new Outlook(entries);
    }

    /** What a running loop makes of what it saw last. */
    static Outlook of(Loop loop) {
        return new Outlook(loop.resources().stream()
                .map(Resource::key)
                .flatMap(key -> loop.consider(key).map(result -> new Entry(key, result)).stream())
                .filter(entry -> !entry.quiet())
                .toList());
    }

    boolean empty() {
        return entries.isEmpty();
    }

    String text() {
        if (entries.isEmpty()) {
            return "Nothing to do: everything is as its spec says.";
        }
        String resources = entries.stream().map(Outlook::text).collect(Collectors.joining("\n"));
        long steps = entries.stream()
                .mapToLong(entry -> entry.result().plan().steps().size())
                .sum();
        return resources + "\n" + count(entries.size(), "resource") + " to converge, " + count(steps, "step")
                + " at first; nothing was done.";
    }

    private static String text(Entry entry) {
        var lines = new ArrayList<String>();
        lines.add(entry.key().toString());
        entry.differences().forEach(difference -> lines.add("  ~ " + difference));
        entry.result().plan().steps().forEach(step -> lines.add("  " + step));
        if (entry.result().plan().isEmpty()) {
            entry.ready().ifPresent(ready -> lines.add("  waits: " + ready.reason() + ", " + ready.message()));
        }
        return String.join("\n", lines);
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree());
    }

    ArrayNode tree() {
        ArrayNode resources = JSON.createArrayNode();
        entries.forEach(entry -> resources.add(json(entry)));
        return resources;
    }

    static ObjectNode json(Entry entry) {
        ObjectNode resource = JSON.createObjectNode();
        resource.put("kind", entry.key().kind().text());
        resource.put("namespace", entry.key().namespace());
        resource.put("name", entry.key().name());
        ArrayNode differences = resource.putArray("differences");
        entry.differences().forEach(difference -> differences.add(JSON.valueToTree(difference)));
        ArrayNode steps = resource.putArray("steps");
        entry.result().plan().steps().forEach(step -> steps.add(json(step)));
        entry.ready()
                .ifPresent(ready -> resource.putObject("ready")
                        .put("status", ready.status().text())
                        .put("reason", ready.reason())
                        .put("message", ready.message()));
        return resource;
    }

    private static ObjectNode json(Step step) {
        ObjectNode json = JSON.createObjectNode();
        json.put("number", step.number());
        json.put("action", step.action().verb());
        json.put("target", step.action().target());
        json.put("cause", step.cause());
        ArrayNode dependsOn = json.putArray("dependsOn");
        step.dependsOn().forEach(dependsOn::add);
        return json;
    }
}
