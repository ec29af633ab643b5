package sre.orion.reconcilers.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import sre.orion.api.Immutable;
import sre.orion.api.container.Container;
import sre.orion.api.container.ContainerProcess;
import sre.orion.api.container.Healthcheck;
import sre.orion.api.observation.ImageState;
import sre.orion.api.secret.Text;

/** ModelImages is images that say something about each thing an image can say. */
final class ModelImages {
    private ModelImages() {}

    static ImageState image(String id, ModelEngine.Behaviour behaviour) {
        var environment = new TreeMap<String, Optional<Text>>();
        environment.put("PATH", Optional.of(Text.of("/usr/bin")));
        var process = new ContainerProcess(
                Optional.of(List.of("/entry")),
                Optional.of(List.of("serve")),
                environment,
                Optional.of("/srv"),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        boolean checked =
                behaviour == ModelEngine.Behaviour.TURNS_HEALTHY || behaviour == ModelEngine.Behaviour.TURNS_UNHEALTHY;
        var check = new Healthcheck(
                List.of("CMD", "/check"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                3);
        var labels = new TreeMap<String, String>();
        labels.put("maker", "tests");
        return new ImageState(
                id,
                process,
                checked ? Optional.of(check) : Optional.empty(),
                labels,
                new TreeSet<>(List.of("80/tcp")),
                new TreeSet<>(List.of("/var/lib/app")));
    }

    static ImageState withoutVolumes(ImageState image) {
        return new ImageState(
                image.id(), image.process(), image.healthcheck(), image.labels(), image.exposed(), new TreeSet<>());
    }

    /** A container as somebody else makes it. */
    static Container plain(String image, SortedMap<String, String> labels) {
        Container asked = sre.orion.reconcilers.container.DesiredContainer.of(
                Specs.service("other", "{image: '" + image + "', network_mode: 'none'}"),
                new sre.orion.api.observation.NodeObservation(
                        Specs.revision(), new sre.orion.api.observation.Observed.Absent<>(), "/compose-out"),
                reference -> reference,
                "");
        return new Container(
                asked.image(),
                asked.process(),
                asked.healthcheck(),
                Immutable.map(labels),
                asked.annotations(),
                asked.storage(),
                asked.networking(),
                asked.resources(),
                asked.isolation(),
                asked.restart(),
                asked.logging(),
                asked.platform());
    }
}
