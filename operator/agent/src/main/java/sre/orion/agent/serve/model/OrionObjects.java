package sre.orion.agent.serve.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import sre.orion.agent.serve.store.Cell;
import sre.orion.agent.serve.store.Column;
import sre.orion.agent.serve.store.Draft;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.serve.view.ResourceView;
import sre.orion.api.kind.ConfigChange;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.Status;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.shared.Secrets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** OrionObjects is the resources of one of Orion's kinds as objects of the API. */
public final class OrionObjects {
    /** The group of Orion's kinds. */
    public static final String GROUP = "orion.sre";
    /** Their version. */
    public static final String VERSION = "v1";
    /** Group and version. */
    public static final String API_VERSION = GROUP + "/" + VERSION;
    /** The annotation that says where a resource stands in the specs: {@code cortex/web.yaml:4:3}. */
    public static final String SOURCE = "orion.sre/source";

    private static final List<String> VERBS = List.of("get", "list", "watch", "patch");

    /** Bare: no null and no empty list or map, as Kubernetes' own objects. */
    private static final JsonMapper BARE = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Duration.class, new ComposeDuration()))
            .changeDefaultPropertyInclusion(each -> each.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .build();

    private final Kind kind;
    private final NodeView view;
    private final Drafts<ResourceView> drafts = new Drafts<>(
            each -> each.resource().key().toString(), ResourceView::same, each -> draft(object(each), each));

    /** The objects of a kind. */
    public OrionObjects(Kind kind, NodeView view) {
        this.kind = kind;
        this.view = view;
    }

    /** What the API says of a kind. */
    public static ObjectType type(Kind kind) {
        List<String> shortNames =
                switch (kind) {
                    case SERVICE -> List.of("svc");
                    case NETWORK -> List.of("net");
                    case VOLUME -> List.of("vol");
                    case NODE -> List.of("onode");
                };
        return new ObjectType(
                GROUP,
                VERSION,
                kind.text(),
                kind.plural(),
                true,
                shortNames,
                List.of("all", "orion"),
                VERBS,
                List.of(),
                columns(kind));
    }

    private static List<Column> columns(Kind kind) {
        var columns = new ArrayList<Column>();
        columns.add(Column.name("Name of the resource in the specs."));
        columns.add(Column.text("Ready", "Whether it is as its spec says: True, False or Unknown."));
        columns.add(Column.text("Status", "The reason of the Ready condition."));
        switch (kind) {
            case SERVICE -> {
                columns.add(Column.number("Restarts", "How often the container came back."));
                columns.add(Column.text("Age", "Since when the node knows of it."));
                columns.add(Column.text("Image", "The image that runs, or the wanted one.")
                        .wide());
                columns.add(Column.text("Container", "The container, by the first 12 digits of its id.")
                        .wide());
            }
            case NETWORK, VOLUME -> {
                columns.add(Column.text("Age", "Since when the node knows of it."));
                columns.add(
                        Column.text("Engine-Name", "What the engine calls it.").wide());
            }
            case NODE -> {
                columns.add(Column.number("Orphans", "Containers that Compose left behind."));
                columns.add(Column.text("Age", "When the operator first started here."));
                columns.add(Column.text("Approval", "The deletion that waits for a yes.")
                        .wide());
            }
        }
        columns.add(Column.text("Message", "What the Ready condition says.").wide());
        return columns;
    }

    /** The drafts of all resources of the kind. */
    public List<Draft> look() {
        return drafts.of(view.resources().stream()
                .filter(each -> each.resource().kind() == kind)
                .toList());
    }

    private static Draft draft(ObjectNode object, ResourceView view) {
        return Drafts.draft(object, new TreeMap<>(), cells(view));
    }

    private static List<Cell> cells(ResourceView view) {
        Optional<sre.orion.api.resource.Condition> ready =
                view.status().flatMap(status -> status.condition(sre.orion.api.resource.Condition.Type.READY));
        var cells = new ArrayList<Cell>();
        cells.add(new Cell.Text(view.resource().metadata().name()));
        cells.add(new Cell.Text(ready.map(known -> known.status().text()).orElse("Unknown")));
        cells.add(new Cell.Text(
                ready.map(sre.orion.api.resource.Condition::reason).orElse("Pending")));
        var age = new Cell.Age(view.created());
        switch (view.resource().spec()) {
            case ServiceSpec spec -> {
                Optional<ServiceStatus> status = view.status().map(ServiceStatus.class::cast);
                String running = status.map(ServiceStatus::image).orElse("");
                String wanted = spec.container().image();
                cells.add(new Cell.Count(status.map(ServiceStatus::restarts).orElse(0)));
                cells.add(age);
                cells.add(new Cell.Text(running.isEmpty() && wanted != null ? wanted : running));
                cells.add(new Cell.Text(status.flatMap(ServiceStatus::containerId)
                        .map(id -> id.substring(0, Math.min(12, id.length())))
                        .orElse("<none>")));
            }
            case NetworkSpec spec -> cells.addAll(List.of(age, new Cell.Text(spec.name())));
            case VolumeSpec spec -> cells.addAll(List.of(age, new Cell.Text(spec.name())));
            case Object _ -> {
                Optional<NodeStatus> status = view.status().map(NodeStatus.class::cast);
                cells.add(new Cell.Count(
                        status.map(known -> known.orphans().size()).orElse(0)));
                cells.add(age);
                cells.add(new Cell.Text(
                        status.flatMap(NodeStatus::pendingDeletion).orElse("<none>")));
            }
        }
        cells.add(new Cell.Text(
                ready.map(sre.orion.api.resource.Condition::message).orElse("")));
        return cells;
    }

    /** A resource as the API shows it, but for its {@code resourceVersion}. */
    public static ObjectNode object(ResourceView view) {
        Resource<?> resource = view.resource();
        ObjectNode object = BARE.createObjectNode()
                .put("apiVersion", API_VERSION)
                .put("kind", resource.kind().text());
        object.set("metadata", BARE.valueToTree(metadata(view)));
        object.set("spec", withoutSecrets(spec(resource.spec())));
        object.set("status", view.status().map(OrionObjects::status).orElseGet(BARE::createObjectNode));
        return object;
    }

    /** A resource as a document of the specs, in long form: with its secrets, so for nobody to see. */
    public static ObjectNode document(ResourceView view) {
        Metadata metadata = view.resource().metadata();
        ObjectNode document = BARE.createObjectNode()
                .put("apiVersion", API_VERSION)
                .put("kind", view.resource().kind().text());
        ObjectNode written = document.putObject("metadata").put("name", metadata.name());
        written.put("namespace", metadata.namespace());
        written.set("labels", BARE.valueToTree(metadata.labels()));
        written.set("annotations", BARE.valueToTree(metadata.annotations()));
        document.set("spec", spec(view.resource().spec()));
        return document;
    }

    /** A spec as specs write it, in long form. */
    private static JsonNode spec(Object spec) {
        JsonNode written = BARE.valueToTree(spec);
        if (spec instanceof ServiceSpec service && written instanceof ObjectNode object) {
            object.set("onConfigChange", configChange(service.onConfigChange()));
        }
        return written;
    }

    private static JsonNode configChange(ConfigChange change) {
        return switch (change.action()) {
            case SIGNAL -> BARE.createObjectNode().put("signal", change.signal());
            case EXEC -> BARE.createObjectNode().set("exec", BARE.valueToTree(change.exec()));
            case REPORT, RECREATE, RESTART -> BARE.valueToTree(change.action());
        };
    }

    private static ObjectMeta metadata(ResourceView view) {
        Metadata metadata = view.resource().metadata();
        return new ObjectMetaBuilder()
                .withName(metadata.name())
                .withNamespace(metadata.namespace())
                .withUid(Identity.of(view.resource().key(), view.created()))
                .withCreationTimestamp(Identity.time(view.created()))
                .withGeneration(metadata.generation())
                .withLabels(metadata.labels())
                .withAnnotations(metadata.annotations())
                .addToAnnotations(Annotations.of(view))
                .addToAnnotations(SOURCE, view.resource().location().toString())
                .build();
    }

    private static ObjectNode status(Status status) {
        ObjectNode node = BARE.valueToTree(status);
        node.remove("memory");
        node.set(
                "conditions",
                BARE.valueToTree(status.conditions().stream()
                        .map(OrionObjects::condition)
                        .toList()));
        return node;
    }

    static Condition condition(sre.orion.api.resource.Condition condition) {
        return new ConditionBuilder()
                .withType(condition.type().text())
                .withStatus(condition.status().text())
                .withReason(condition.reason())
                .withMessage(condition.message())
                .withLastTransitionTime(Identity.time(condition.lastTransitionTime()))
                .withObservedGeneration(condition.observedGeneration())
                .build();
    }

    /** Anybody on this machine may read this: secrets hide themselves, and so is hidden what a telling name says in clear. */
    private static JsonNode withoutSecrets(JsonNode spec) {
        if (spec.path("container").get("environment") instanceof ObjectNode environment) {
            environment.propertyNames().stream().toList().forEach(name -> {
                if (environment.get(name).isString()) {
                    String shown = Secrets.mask(
                            "environment." + name, environment.get(name).asString());
                    environment.put(name, shown);
                }
            });
        }
        return spec;
    }
}
