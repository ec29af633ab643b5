package sre.orion.reconcilers.service;

import static sre.orion.api.observation.ContainerState.Status.CREATED;
import static sre.orion.api.observation.ContainerState.Status.EXITED;
import static sre.orion.api.plan.Difference.Change.IGNORE;
import static sre.orion.api.plan.Difference.Change.RECREATE;
import static sre.orion.api.plan.Difference.Change.UPDATE_IN_PLACE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import sre.orion.api.container.Container;
import sre.orion.api.container.Labels;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.ImageState;
import sre.orion.api.observation.Observed;
import sre.orion.api.plan.Difference;
import sre.orion.reconcilers.container.ContainerFiles;
import sre.orion.reconcilers.container.ContainerNames;
import sre.orion.reconcilers.container.DesiredContainer;
import sre.orion.reconcilers.container.Drift;
import sre.orion.reconcilers.shared.Fingerprint;

/**
 * Desired is what a pass wants the container to be.
 *
 * @param asked the container to ask the engine for, not {@link #stamped()} yet
 * @param image the image it names, as the engine knows it
 * @param drifts the comparisons with it: a container of somebody else may be named by its name or by its id
 * @param taken which contents of its files a container has taken in
 */
record Desired(Scope scope, Container asked, Observed<ImageState> image, List<Drift> drifts, TakenFiles taken) {
    /** What names other containers, whose ids change while the spec stays. */
    private static final List<String> PARENTS = List.of("network_mode", "ipc", "pid", "volumes_from");

    static Desired of(Scope scope, Parents parents) {
        Observed<ImageState> image = scope.engine()
                .images()
                .getOrDefault(ContainerNames.image(scope.spec()), new Observed.Unknown<>("it has not been looked for"));
        String imageId = image.present().map(ImageState::id).orElse("");
        Container asked = DesiredContainer.of(scope.service(), scope.observation(), parents::idUnlessNamed, imageId);
        List<Drift> drifts = new ArrayList<>(List.of(drift(scope, asked, image)));
        if (parents.named()) {
            Container byId = DesiredContainer.of(scope.service(), scope.observation(), parents::id, imageId);
            drifts.add(drift(scope, byId, image));
        }
        var taken = new TakenFiles(scope, ContainerFiles.of(asked, scope.observation()));
        return new Desired(scope, asked, image, List.copyOf(drifts), taken);
    }

    private static Drift drift(Scope scope, Container asked, Observed<ImageState> image) {
        return new Drift(
                asked,
                image.present(),
                scope.engine().engine(),
                scope.spec().rollout().imageMoved());
    }

    /** The container to make. */
    Container stamped() {
        return DesiredContainer.stamped(asked, hash());
    }

    /** The fingerprint of the spec. */
    private String hash() {
        return DesiredContainer.specHash(scope.service(), scope.observation().revision());
    }

    List<Difference> differences(ContainerState container) {
        List<Difference> differences = new ArrayList<>();
        drifts.stream()
                .map(drift -> drift.of(container))
                .min(Comparator.comparingInt(List::size))
                .ifPresent(differences::addAll);
        differences.addAll(taken.differences(container));
        differences.addAll(copies(container));
        if (!scope.oneShot()) {
            differences.addAll(lostNetworks(container));
        }
        boolean over = scope.oneShot()
                && container.status() == EXITED
                && container.startedAt().isPresent()
                && container.container().labels().containsKey(Labels.SPEC_HASH);
        return over ? afterItsRun(made(container), differences) : differences;
    }

    /**
     * Files that Orion is newly to put into the container, or no more: there is no taking out, so it is made anew. What Compose
     * put in is left until then.
     */
    private List<Difference> copies(ContainerState container) {
        SortedMap<String, String> labels = container.container().labels();
        if (!labels.containsKey(Labels.OWNER)) {
            return List.of();
        }
        SortedSet<String> found = new TreeSet<>(
                ContainerFiles.hashes(labels.getOrDefault(Labels.FILES, "")).keySet());
        container.mounted().forEach(mount -> found.remove(mount.target()));
        SortedSet<String> wanted = new TreeSet<>();
        asked.storage().copied().forEach(file -> wanted.add(file.path()));
        SortedSet<String> either = new TreeSet<>(found);
        either.addAll(wanted);
        return either.stream()
                .filter(path -> found.contains(path) != wanted.contains(path))
                .map(path -> new Difference(
                        TakenFiles.FIELD + path, there(wanted.contains(path)), there(found.contains(path)), RECREATE))
                .toList();
    }

    private static String there(boolean there) {
        return there ? "in the container" : "not in it";
    }

    /** A job runs once per spec: whatever became of others since, it stays; another spec is another run, if only of a limit. */
    private static List<Difference> afterItsRun(boolean ofThisSpec, List<Difference> differences) {
        return differences.stream()
                .map(difference -> ofThisSpec && PARENTS.contains(difference.field())
                        ? difference.butTakes(IGNORE)
                        : ofThisSpec || difference.change() == IGNORE ? difference : difference.butTakes(RECREATE))
                .toList();
    }

    /** Attachments of a stopped container to networks that were removed and made anew: its start would fail (404). */
    private List<Difference> lostNetworks(ContainerState container) {
        if (container.status() != CREATED && container.status() != EXITED) {
            return List.of();
        }
        SortedMap<String, String> networkIds = networkIds();
        return container.networkIds().entrySet().stream()
                .filter(attached -> !attached.getValue().isEmpty())
                .filter(attached -> asked.networking().endpoints().containsKey(attached.getKey()))
                .filter(attached -> !networkIds
                        .getOrDefault(attached.getKey(), attached.getValue())
                        .equals(attached.getValue()))
                .map(attached -> new Difference(
                        "networks." + attached.getKey() + ".id",
                        networkIds.getOrDefault(attached.getKey(), ""),
                        attached.getValue(),
                        UPDATE_IN_PLACE))
                .toList();
    }

    /** Ids of the networks there are, by name. */
    private SortedMap<String, String> networkIds() {
        SortedMap<String, String> ids = new TreeMap<>();
        scope.engine()
                .networks()
                .values()
                .forEach(network -> ids.put(network.definition().name(), network.id()));
        return ids;
    }

    /** Whether a container can stay, perhaps with changes in place. */
    boolean accepts(ContainerState container) {
        return differences(container).stream().noneMatch(difference -> difference.change() == RECREATE);
    }

    /** Whether Orion made the container from this spec. */
    boolean made(ContainerState container) {
        return hash().equals(container.container().labels().get(Labels.SPEC_HASH));
    }

    /** What a roll-out brings out: spec, image and parents. One that failed is not tried again. */
    String rollout() {
        return rollout(image.present().map(ImageState::id).orElse(""));
    }

    /** The same of a container that was brought out with this image, whatever can be told of the image now. */
    String rollout(String imageId) {
        return Fingerprint.of(List.of(
                hash(),
                imageId,
                asked.networking().mode(),
                asked.isolation().ipcMode(),
                asked.isolation().pidMode(),
                asked.storage().volumesFrom(),
                taken.hashes()));
    }
}
