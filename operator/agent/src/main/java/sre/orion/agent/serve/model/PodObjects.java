package sre.orion.agent.serve.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
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
import sre.orion.api.container.Labels;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.ObservedContainer;
import tools.jackson.databind.json.JsonMapper;

/** PodObjects is the containers of Services as core/v1 pods: a view, for the tools that know pods. */
public final class PodObjects {
    /** What the API says of pods. */
    public static final ObjectType TYPE = new ObjectType(
            "",
            "v1",
            "Pod",
            "pods",
            true,
            List.of("po"),
            List.of("all"),
            List.of("get", "list", "watch"),
            List.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            List.of(
                    Column.name("Name of the container."),
                    Column.text("Ready", "Whether it does its work."),
                    Column.text("Status", "What it does."),
                    Column.text("Restarts", "How often it came back."),
                    Column.text("Age", "Since when it is there."),
                    Column.text("Node", "Where it runs.").wide(),
                    Column.text("Image", "What it was made from.").wide()));

    private static final JsonMapper BARE = JsonMapper.builder()
            .changeDefaultPropertyInclusion(each -> each.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .build();

    private final NodeView view;
    private final Drafts<Contained> drafts = new Drafts<>(each -> each.state().id(), Contained::equals, this::draft);

    /**
     * Contained is a container with the Service it belongs to.
     *
     * @param restarts how often it came back, as far as its Service knows
     */
    private record Contained(ContainerState state, Optional<Owner> owner, int restarts) {}

    private record Owner(String name, String uid) {}

    /** The pods of a node. */
    public PodObjects(NodeView view) {
        this.view = view;
    }

    /** The drafts of all pods. */
    public List<Draft> look() {
        List<ResourceView> services = view.resources().stream()
                .filter(each -> each.resource().spec() instanceof ServiceSpec)
                .toList();
        return drafts.of(
                states(view).stream().map(state -> contained(state, services)).toList());
    }

    /** What is known of the containers that are shown. */
    static List<ContainerState> states(NodeView view) {
        return view.engine().stream()
                .flatMap(engine -> engine.containers().values().stream())
                .map(ObservedContainer::state)
                .flatMap(state -> state.present().stream())
                .toList();
    }

    /** The container of this name. */
    public static Optional<ContainerState> find(NodeView view, String name) {
        return states(view).stream().filter(state -> state.name().equals(name)).findFirst();
    }

    private static Contained contained(ContainerState state, List<ResourceView> services) {
        Optional<ResourceView> service = services.stream()
                .filter(each -> belongs(state, (ServiceSpec) each.resource().spec()))
                .findFirst();
        int restarts = service.flatMap(ResourceView::status)
                .map(ServiceStatus.class::cast)
                .filter(status -> status.containerId().equals(Optional.of(state.id())))
                .map(ServiceStatus::restarts)
                .orElse(state.restartCount());
        Optional<Owner> owner = service.map(each -> new Owner(
                each.resource().metadata().name(), Identity.of(each.resource().key(), each.created())));
        return new Contained(state, owner, restarts);
    }

    private static boolean belongs(ContainerState state, ServiceSpec spec) {
        SortedMap<String, String> labels = state.container().labels();
        return spec.project().equals(labels.get(Labels.PROJECT))
                && spec.service().equals(labels.get(Labels.SERVICE));
    }

    private Draft draft(Contained contained) {
        return Drafts.draft(BARE.valueToTree(pod(contained)), fields(contained.state()), cells(contained));
    }

    private Pod pod(Contained contained) {
        ContainerState state = contained.state();
        var builder = new PodBuilder()
                .withNewMetadata()
                .withName(state.name())
                .withNamespace(view.node())
                .withUid(Identity.of(state.id()))
                .withCreationTimestamp(Identity.time(state.createdAt()))
                .withLabels(labels(state))
                .addToAnnotations("orion.sre/container-id", state.id())
                .endMetadata()
                .withNewSpec()
                .withNodeName(view.node())
                .withRestartPolicy(ContainerStatuses.restartPolicy(state))
                .withHostNetwork(state.container().networking().mode().equals("host") ? true : null)
                .addNewContainer()
                .withName(ContainerStatuses.name(state))
                .withImage(state.container().image())
                .withCommand(state.container().process().entrypoint().orElse(List.of()))
                .withArgs(state.container().process().command().orElse(List.of()))
                .withPorts(ContainerStatuses.ports(state))
                .withVolumeMounts(ContainerStatuses.mounts(state))
                .withNewResources()
                .withLimits(limits(state))
                .endResources()
                .endContainer()
                .withVolumes(ContainerStatuses.volumes(state))
                .endSpec()
                .withNewStatus()
                .withPhase(ContainerStatuses.phase(state))
                .withStartTime(Identity.time(state.createdAt()))
                .withConditions(conditions(state))
                .withContainerStatuses(ContainerStatuses.of(state, contained.restarts()))
                .endStatus();
        contained
                .owner()
                .ifPresent(owner -> builder.editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion(OrionObjects.API_VERSION)
                        .withKind("Service")
                        .withName(owner.name())
                        .withUid(owner.uid())
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata());
        return builder.build();
    }

    /** The labels that Kubernetes' rules allow; Docker's may be anything. */
    static SortedMap<String, String> labels(ContainerState state) {
        var labels = new TreeMap<String, String>();
        state.container().labels().forEach((name, value) -> {
            if (name.matches("([a-z0-9.-]{1,253}/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
                    && value.matches("|[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?")) {
                labels.put(name, value);
            }
        });
        return labels;
    }

    private static SortedMap<String, Quantity> limits(ContainerState state) {
        var limits = new TreeMap<String, Quantity>();
        var resources = state.container().resources();
        if (resources.nanoCpus() > 0) {
            limits.put("cpu", new Quantity(resources.nanoCpus() / 1_000_000 + "m"));
        }
        if (resources.memory() > 0) {
            limits.put("memory", new Quantity(String.valueOf(resources.memory())));
        }
        return limits;
    }

    private static List<PodCondition> conditions(ContainerState state) {
        var conditions = new ArrayList<PodCondition>();
        String ready = ContainerStatuses.ready(state) ? "True" : "False";
        for (String type : List.of("PodScheduled", "Initialized", "ContainersReady", "Ready")) {
            conditions.add(new PodConditionBuilder()
                    .withType(type)
                    .withStatus(type.endsWith("eady") ? ready : "True")
                    .withLastTransitionTime(Identity.time(state.startedAt().orElse(state.createdAt())))
                    .build());
        }
        return conditions;
    }

    private SortedMap<String, String> fields(ContainerState state) {
        var fields = new TreeMap<String, String>();
        fields.put("spec.nodeName", view.node());
        fields.put("spec.restartPolicy", ContainerStatuses.restartPolicy(state));
        fields.put(
                "spec.hostNetwork",
                String.valueOf(state.container().networking().mode().equals("host")));
        fields.put("status.phase", ContainerStatuses.phase(state));
        return fields;
    }

    private List<Cell> cells(Contained contained) {
        ContainerState state = contained.state();
        Cell restarts = contained.restarts() > 0 && state.startedAt().isPresent()
                ? new Cell.Counted(contained.restarts(), state.startedAt().get())
                : new Cell.Text(String.valueOf(contained.restarts()));
        return List.of(
                new Cell.Text(state.name()),
                new Cell.Text(ContainerStatuses.ready(state) ? "1/1" : "0/1"),
                new Cell.Text(ContainerStatuses.word(state)),
                restarts,
                new Cell.Age(state.createdAt()),
                new Cell.Text(view.node()),
                new Cell.Text(state.container().image()));
    }
}
