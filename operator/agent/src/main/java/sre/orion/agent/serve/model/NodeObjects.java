package sre.orion.agent.serve.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.agent.serve.store.Cell;
import sre.orion.agent.serve.store.Column;
import sre.orion.agent.serve.store.Draft;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.serve.view.ResourceView;
import sre.orion.api.kind.Status;
import sre.orion.api.observation.Engine;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Kind;
import tools.jackson.databind.json.JsonMapper;

/** NodeObjects is this node as a core/v1 node; what Orion has to say of it is in its conditions. */
public final class NodeObjects {
    /** What the API says of nodes. */
    public static final ObjectType TYPE = new ObjectType(
            "",
            "v1",
            "Node",
            "nodes",
            false,
            List.of("no"),
            List.of(),
            List.of("get", "list", "watch"),
            List.of("spec.unschedulable"),
            List.of(
                    Column.name("Name of the node."),
                    Column.text("Status", "Ready, or not."),
                    Column.text("Roles", "Always orion."),
                    Column.text("Age", "When the operator first started here."),
                    Column.text("Version", "The version of the engine."),
                    Column.text("OS-Image", "The operating system.").wide(),
                    Column.text("Kernel-Version", "Its kernel.").wide(),
                    Column.text("Container-Runtime", "The engine.").wide()));

    private static final JsonMapper BARE = JsonMapper.builder()
            .changeDefaultPropertyInclusion(each -> each.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .build();

    private final NodeView view;
    private final Drafts<Seen> drafts = new Drafts<>(_ -> "", Seen::equals, this::draft);

    /** Seen is what is known of the node. */
    private record Seen(String name, List<Condition> conditions, Optional<Engine> engine) {}

    /** The node as an object. */
    public NodeObjects(NodeView view) {
        this.view = view;
    }

    /** The draft of the node. */
    public List<Draft> look() {
        List<Condition> conditions = view.resources().stream()
                .filter(each -> each.resource().kind() == Kind.NODE)
                .map(ResourceView::status)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Status::conditions)
                .orElse(List.of());
        return drafts.of(List.of(new Seen(view.node(), conditions, view.engine().map(EngineObservation::engine))));
    }

    private Draft draft(Seen seen) {
        Optional<Engine.Machine> machine = seen.engine().map(Engine::machine);
        String version = seen.engine().map(Engine::version).orElse("");
        String runtime =
                seen.engine().map(engine -> "docker://" + engine.version()).orElse("");
        String architecture = seen.engine().map(Engine::architecture).orElse("");
        String system = machine.map(Engine.Machine::operatingSystem).orElse("");
        String kernel = machine.map(Engine.Machine::kernel).orElse("");
        var node = new NodeBuilder()
                .withNewMetadata()
                .withName(seen.name())
                .withUid(Identity.of("Node " + seen.name() + " " + view.created()))
                .withCreationTimestamp(Identity.time(view.created()))
                .addToLabels("kubernetes.io/hostname", seen.name())
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", architecture)
                .addToLabels("node-role.kubernetes.io/orion", "")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withCapacity(capacity(machine))
                .withAllocatable(capacity(machine))
                .withConditions(
                        seen.conditions().stream().map(NodeObjects::condition).toList())
                .addNewAddress(seen.name(), "Hostname")
                .withNewNodeInfo()
                .withArchitecture(architecture)
                .withContainerRuntimeVersion(runtime)
                .withKernelVersion(kernel)
                .withKubeletVersion(version)
                .withOperatingSystem("linux")
                .withOsImage(system)
                .endNodeInfo()
                .endStatus()
                .build();
        String ready = seen.conditions().stream()
                .filter(condition -> condition.type() == Condition.Type.READY)
                .map(condition -> condition.status() == Condition.Status.TRUE ? "Ready" : "NotReady")
                .findFirst()
                .orElse("Unknown");
        List<Cell> cells = List.of(
                new Cell.Text(seen.name()),
                new Cell.Text(ready),
                new Cell.Text("orion"),
                new Cell.Age(view.created()),
                new Cell.Text(version),
                new Cell.Text(system),
                new Cell.Text(kernel),
                new Cell.Text(runtime));
        return Drafts.draft(BARE.valueToTree(node), new TreeMap<>(), cells);
    }

    private SortedMap<String, Quantity> capacity(Optional<Engine.Machine> machine) {
        var capacity = new TreeMap<String, Quantity>();
        machine.ifPresent(known -> {
            capacity.put("cpu", new Quantity(String.valueOf(known.processors())));
            capacity.put("memory", new Quantity(known.memoryBytes() / 1024 + "Ki"));
        });
        return capacity;
    }

    private static NodeCondition condition(Condition condition) {
        return new NodeConditionBuilder()
                .withType(condition.type().text())
                .withStatus(condition.status().text())
                .withReason(condition.reason())
                .withMessage(condition.message())
                .withLastTransitionTime(Identity.time(condition.lastTransitionTime()))
                .withLastHeartbeatTime(Identity.time(condition.lastTransitionTime()))
                .build();
    }
}
