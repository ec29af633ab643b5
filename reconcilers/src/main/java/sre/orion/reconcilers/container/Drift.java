package sre.orion.reconcilers.container;

import static sre.orion.api.plan.Difference.Change.IGNORE;
import static sre.orion.api.plan.Difference.Change.RECREATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import sre.orion.api.container.Container;
import sre.orion.api.container.Networking;
import sre.orion.api.kind.RolloutSpec.ImageMoved;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.Engine;
import sre.orion.api.observation.ImageState;
import sre.orion.api.plan.Difference;

/**
 * Drift is how the container that is there differs from the one that is wanted, field by field, in Compose's words.
 *
 * @param asked the desired container as requested
 * @param image the image it names; empty when it is not there, and then what it decides is taken from the container
 * @param engine what the engine fills in
 * @param moved what it means that the tag names another image by now
 */
public record Drift(Container asked, Optional<ImageState> image, Engine engine, ImageMoved moved) {

    private static final Pattern LONG_ID = Pattern.compile("([0-9a-f]{12})[0-9a-f]{52}");

    /** All differences, in the order of the table. */
    public List<Difference> of(ContainerState state) {
        ImageState base = image.orElseGet(() -> asIfImage(state));
        Container wanted = Defaults.fillIn(asked, base, engine);
        Container found = observed(state.container());
        List<Difference> differences = new ArrayList<>();
        for (Field field : Fields.of(engine)) {
            differences.addAll(field.compare(wanted, found));
        }
        image.ifPresent(there -> image(differences, there, state));
        mode(differences, wanted.networking(), state);
        hostname(differences, wanted, state);
        differences.addAll(
                MountDrift.between(wanted.storage().mounts(), found.storage().mounts(), base));
        differences.addAll(EndpointDrift.between(wanted.networking(), state, engine));
        return List.copyOf(differences);
    }

    /** The wanted limits with what the engine fills in. */
    public static Container effective(Container asked, ImageState image, Engine engine) {
        return Defaults.fillIn(asked, image, engine);
    }

    /** The container itself in place of an image that is not there, so that nothing of the image counts as different. */
    private static ImageState asIfImage(ContainerState state) {
        Container container = state.container();
        return new ImageState(
                state.imageId(),
                container.process(),
                container.healthcheck(),
                container.labels(),
                container.networking().exposed(),
                new TreeSet<>(
                        state.mounted().stream().map(mount -> mount.target()).toList()));
    }

    private void image(List<Difference> differences, ImageState there, ContainerState state) {
        boolean sameName = ImageName.same(asked.image(), state.container().image());
        if (sameName && !there.id().equals(state.imageId())) {
            Difference.Change change =
                    switch (moved) {
                        case REPORT -> IGNORE;
                        case ROLL -> RECREATE;
                    };
            differences.add(new Difference(IMAGE_ID, shortened(there.id()), shortened(state.imageId()), change));
        }
    }

    /** The path of the difference that a moved tag makes. */
    public static final String IMAGE_ID = "image.id";

    /** Which of several wanted networks was the first one is no reason to make a container anew. */
    private static void mode(List<Difference> differences, Networking wanted, ContainerState state) {
        String there = state.container().networking().mode();
        Optional<String> byId = state.networkIds().entrySet().stream()
                .filter(network -> network.getValue().equals(there))
                .map(Map.Entry::getKey)
                .findFirst();
        String found = byId.orElse(there.equals("default") ? "bridge" : there);
        String mode = wanted.mode().equals("default") ? "bridge" : wanted.mode();
        if (!mode.equals(found) && !wanted.endpoints().containsKey(found)) {
            differences.add(new Difference("network_mode", shortened(mode), shortened(found), RECREATE));
        }
    }

    /** Where none is wanted the engine's own is right: the short id, or that of the namespace which is shared. */
    private static void hostname(List<Difference> differences, Container wanted, ContainerState state) {
        String mode = wanted.networking().mode();
        boolean shared = mode.equals("host")
                || wanted.networking().parent().isPresent()
                || !wanted.isolation().utsMode().isEmpty();
        String found = state.container().networking().hostname().orElse("");
        boolean chosen = found.isEmpty() || state.id().startsWith(found);
        if (!shared && !chosen && wanted.networking().hostname().isEmpty()) {
            differences.add(new Difference("hostname", "", found, RECREATE));
        }
    }

    /** Ids are shown with 12 digits, as everywhere. */
    private static String shortened(String text) {
        return LONG_ID.matcher(text).replaceAll("$1");
    }

    private static Container observed(Container found) {
        return new Container(
                found.image(),
                Defaults.observed(found.process()),
                found.healthcheck(),
                found.labels(),
                found.annotations(),
                found.storage(),
                found.networking(),
                found.resources(),
                found.isolation(),
                found.restart(),
                found.logging(),
                found.platform());
    }
}
