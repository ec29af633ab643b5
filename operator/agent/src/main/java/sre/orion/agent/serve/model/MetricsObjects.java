package sre.orion.agent.serve.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sre.orion.agent.serve.store.Cell;
import sre.orion.agent.serve.store.Column;
import sre.orion.agent.serve.store.Draft;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.serve.view.Usage;
import sre.orion.api.observation.ContainerState;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** MetricsObjects is what pods and the node use, as {@code kubectl top} reads it; the node uses what its pods use. */
public final class MetricsObjects {
    private static final String GROUP = "metrics.k8s.io";
    private static final String VERSION = "v1beta1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the API says of the use of pods. */
    public static final ObjectType PODS = type("PodMetrics", "pods", true);
    /** What the API says of the use of nodes. */
    public static final ObjectType NODES = type("NodeMetrics", "nodes", false);

    private final NodeView view;

    /** The metrics of a node. */
    public MetricsObjects(NodeView view) {
        this.view = view;
    }

    private static ObjectType type(String kind, String plural, boolean namespaced) {
        return new ObjectType(
                GROUP,
                VERSION,
                kind,
                plural,
                namespaced,
                List.of(),
                List.of(),
                List.of("get", "list"),
                List.of(),
                List.of(
                        Column.name("What uses it."),
                        Column.text("CPU", "Thousandths of a core."),
                        Column.text("Memory", "Bytes that are not given back at once.")));
    }

    /** The drafts of the use of all pods. */
    public List<Draft> pods() {
        List<ContainerState> running = running();
        Map<String, Usage> usage = view.containers().usage(running);
        var drafts = new ArrayList<Draft>();
        for (ContainerState state : running) {
            Usage used = usage.get(state.id());
            if (used != null) {
                ObjectNode object = object(state.name(), used);
                ObjectNode metadata = (ObjectNode) object.path("metadata");
                metadata.put("namespace", view.node());
                ObjectNode labels = metadata.putObject("labels");
                PodObjects.labels(state).forEach(labels::put);
                object.putArray("containers")
                        .addObject()
                        .put("name", ContainerStatuses.name(state))
                        .set("usage", amounts(used));
                drafts.add(draft(object, state.name(), used));
            }
        }
        return drafts;
    }

    /** The draft of the use of the node. */
    public List<Draft> nodes() {
        var usage = view.containers().usage(running()).values();
        if (usage.isEmpty()) {
            return List.of();
        }
        Usage one = usage.iterator().next();
        double cores = usage.stream().mapToDouble(Usage::cores).sum();
        long memory = usage.stream().mapToLong(Usage::memoryBytes).sum();
        var all = new Usage(cores, memory, one.at(), one.window());
        ObjectNode object = object(view.node(), all);
        object.set("usage", amounts(all));
        return List.of(draft(object, view.node(), all));
    }

    private List<ContainerState> running() {
        return PodObjects.states(view).stream()
                .filter(state -> state.status() == ContainerState.Status.RUNNING)
                .toList();
    }

    private static ObjectNode object(String name, Usage usage) {
        ObjectNode object = JSON.createObjectNode();
        object.putObject("metadata").put("name", name).put("creationTimestamp", Identity.time(usage.at()));
        object.put("timestamp", Identity.time(usage.at()));
        return object.put("window", window(usage.window()));
    }

    private static String window(Duration window) {
        return Math.max(1, window.toSeconds()) + "s";
    }

    private static ObjectNode amounts(Usage usage) {
        return JSON.createObjectNode().put("cpu", cpu(usage)).put("memory", memory(usage));
    }

    private static String cpu(Usage usage) {
        return Math.round(usage.cores() * 1000) + "m";
    }

    private static String memory(Usage usage) {
        return usage.memoryBytes() / 1024 + "Ki";
    }

    private static Draft draft(ObjectNode object, String name, Usage usage) {
        List<Cell> cells = List.of(new Cell.Text(name), new Cell.Text(cpu(usage)), new Cell.Text(memory(usage)));
        return Drafts.draft(object, new TreeMap<>(), cells);
    }
}
