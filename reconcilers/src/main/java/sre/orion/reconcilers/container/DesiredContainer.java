package sre.orion.reconcilers.container;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sre.orion.api.Immutable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.DependsOn;
import sre.orion.api.container.Container;
import sre.orion.api.container.Labels;
import sre.orion.api.container.Networking;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.ImageState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.Revision;
import sre.orion.reconcilers.shared.Fingerprint;
import sre.orion.reconcilers.shared.Ownership;
import sre.orion.reconcilers.shared.Services;

/**
 * DesiredContainer is the container a Service asks the engine for: what Compose would ask for the same spec, with Orion's
 * labels. What image and engine decide is left empty; {@link Defaults} fills it in.
 */
public final class DesiredContainer {
    private DesiredContainer() {}

    /**
     * The container to ask for, but for the {@link #stamped stamp} of the spec, which only one that is made needs.
     *
     * @param parents the id that stands for {@code service:x} or {@code container:x}
     * @param imageId id of the image, for Compose's label; empty when not known
     */
    public static Container of(
            Resource<ServiceSpec> service, NodeObservation observation, UnaryOperator<String> parents, String imageId) {
        Revision revision = observation.revision();
        var references = new References(revision, service.spec().project(), parents::apply, observation.files());
        Container container = unlabelled(service.spec(), references);
        SortedMap<String, String> labels =
                new TreeMap<>(service.spec().container().labels());
        composeLabels(labels, service.spec(), observation, imageId);
        labels.put(Labels.OWNER, Ownership.owner(service.key()));
        labels.put(Labels.REVISION, revision.id());
        String files = ContainerFiles.label(ContainerFiles.of(container, observation));
        if (!files.isEmpty()) {
            labels.put(Labels.FILES, files);
        }
        return labelled(container, labels);
    }

    /** The container with the fingerprint of the spec it is made from. */
    public static Container stamped(Container asked, String specHash) {
        SortedMap<String, String> labels = new TreeMap<>(asked.labels());
        labels.put(Labels.CONFIG_HASH, specHash);
        labels.put(Labels.SPEC_HASH, specHash);
        return labelled(asked, labels);
    }

    /**
     * The fingerprint of what the spec asks for. It does not depend on the ids of other containers, nor on the image's. It is
     * dear beside a pass that finds nothing to do, which does without.
     */
    public static String specHash(Resource<ServiceSpec> service, Revision revision) {
        ServiceSpec spec = service.spec();
        var references = new References(revision, spec.project(), References.Parents.BY_NAME, Immutable.map(null));
        Container container = unlabelled(spec, references);
        return Fingerprint.of(List.of(
                ContainerNames.current(spec),
                spec.project(),
                spec.service(),
                spec.secretMarks(),
                labelled(container, spec.container().labels())));
    }

    private static Container unlabelled(ServiceSpec service, References references) {
        ContainerSpec spec = service.container();
        Networking networking = NetworkingPart.networking(service, references);
        return new Container(
                ContainerNames.image(service),
                ProcessPart.process(spec),
                ProcessPart.healthcheck(spec.healthcheck()),
                Immutable.map(null),
                spec.annotations(),
                StoragePart.storage(service, references),
                networking,
                ResourcesPart.resources(spec),
                IsolationPart.isolation(spec, references),
                ProcessPart.restart(spec),
                logging(spec),
                requireNonNullElse(spec.platform(), ""));
    }

    private static Container.Logging logging(ContainerSpec spec) {
        if (spec.logging() == null) {
            return new Container.Logging(Optional.empty(), Immutable.map(null));
        }
        return new Container.Logging(
                Given.text(spec.logging().driver()), spec.logging().options());
    }

    private static Container labelled(Container container, SortedMap<String, String> labels) {
        return new Container(
                container.image(),
                container.process(),
                container.healthcheck(),
                labels,
                container.annotations(),
                container.storage(),
                container.networking(),
                container.resources(),
                container.isolation(),
                container.restart(),
                container.logging(),
                container.platform());
    }

    /** Compose's own labels go above the user's. The Compose files are the rendered ones, so Compose can go on without Orion. */
    private static void composeLabels(
            SortedMap<String, String> labels, ServiceSpec spec, NodeObservation observation, String imageId) {
        String node = observation.revision().node();
        boolean nodesOwn = spec.project().equals(node);
        String folder = observation.renderFolder() + (nodesOwn ? "" : "/" + node);
        labels.put(Labels.PROJECT, spec.project());
        labels.put(Labels.SERVICE, spec.service());
        labels.put(Labels.CONTAINER_NUMBER, "1");
        labels.put(Labels.ONE_OFF, "False");
        labels.put(Labels.VERSION, Ownership.VERSION);
        labels.put(Labels.IMAGE, imageId);
        labels.put(Labels.DEPENDS_ON, dependsOn(spec, observation.revision()));
        String mounted = mountedImages(spec.container(), observation);
        if (!mounted.isEmpty()) {
            labels.put(Labels.IMAGE_VOLUMES, mounted);
        }
        labels.put(Labels.WORKING_DIRECTORY, folder);
        labels.put(Labels.CONFIG_FILES, folder + "/" + spec.project() + ".yml");
    }

    /** {@code target=image id} for each mount of an image. */
    private static String mountedImages(ContainerSpec spec, NodeObservation observation) {
        SortedMap<String, Observed<ImageState>> images =
                observation.engine().present().map(EngineObservation::images).orElse(Immutable.map(null));
        return spec.volumes().stream()
                .filter(mount -> mount.type().equals("image") && mount.source() != null)
                .flatMap(mount -> Stream.ofNullable(images.get(mount.source()))
                        .flatMap(image -> image.present().stream())
                        .map(image -> mount.target() + "=" + image.id()))
                .collect(Collectors.joining(","));
    }

    /** {@code service:condition:restart} for each dependency that is there, implied ones included; a written one goes first. */
    private static String dependsOn(ServiceSpec service, Revision revision) {
        ContainerSpec spec = service.container();
        SortedMap<String, String> entries = new TreeMap<>();
        for (String from : spec.volumesFrom()) {
            if (!from.startsWith("container:")) {
                entries.put(from.split(":", 2)[0], "service_started:false");
            }
        }
        sharedNamespaces(spec).forEach(shared -> entries.put(shared, "service_started:true"));
        spec.links().forEach(link -> entries.put(link.split(":", 2)[0], "service_started:true"));
        spec.dependsOn().forEach((name, condition) -> {
            if (condition.required() || isThere(revision, service.project(), name)) {
                entries.put(name, text(condition));
            }
        });
        List<String> texts = new ArrayList<>();
        entries.forEach((name, condition) -> texts.add(name + ":" + condition));
        return String.join(",", texts);
    }

    private static boolean isThere(Revision revision, String project, String name) {
        return Services.service(revision, project, name)
                .filter(service -> !service.spec().suspend())
                .isPresent();
    }

    private static String text(DependsOn dependency) {
        return dependency.condition().name().toLowerCase(Locale.ROOT) + ":" + dependency.restart();
    }

    /** The services whose namespaces are shared. */
    private static List<String> sharedNamespaces(ContainerSpec spec) {
        List<String> services = new ArrayList<>();
        for (String mode : namespaces(spec)) {
            if (mode.startsWith("service:")) {
                services.add(mode.substring("service:".length()));
            }
        }
        return services;
    }

    /** {@code network_mode}, {@code ipc} and {@code pid} as written, where they name another container. */
    public static List<String> namespaces(ContainerSpec spec) {
        List<String> modes = new ArrayList<>();
        for (String mode : List.of(
                requireNonNullElse(spec.networkMode(), ""),
                requireNonNullElse(spec.ipc(), ""),
                requireNonNullElse(spec.pid(), ""))) {
            if (mode.startsWith("service:") || mode.startsWith("container:")) {
                modes.add(mode);
            }
        }
        return modes;
    }

    /** {@code volumes_from} as {@code service:x} or {@code container:x}, without the access. */
    public static List<String> volumeSources(ContainerSpec spec) {
        return spec.volumesFrom().stream()
                .map(from -> from.startsWith("container:") ? from : "service:" + from)
                .map(from -> from.endsWith(":ro") || from.endsWith(":rw") ? from.substring(0, from.length() - 3) : from)
                .toList();
    }

    /** Whether the spec asks for one run: {@code restart: "no"}, in words. An absent policy means "kept running". */
    public static boolean runsOnce(ContainerSpec spec) {
        if (spec.deploy() != null && spec.deploy().restartPolicy() != null) {
            return List.of("no", "none")
                    .contains(requireNonNullElse(spec.deploy().restartPolicy().condition(), ""));
        }
        return "no".equals(spec.restart());
    }

    /** The keys of the networks to attach to, the first one first. */
    public static List<String> networkKeys(ContainerSpec spec) {
        return NetworkingPart.networkKeys(spec);
    }
}
