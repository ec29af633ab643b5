package sre.orion.specs.imports;

import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.DeploySpec;
import sre.orion.api.compose.RiskyOptions;
import sre.orion.api.resource.SourceLocation;
import sre.orion.specs.project.ComposeProject;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;

/** Announcements is what a person must know of a project that is taken over: what changed, what is kept unused, what is risky. */
record Announcements(ComposeProject project, MovedSecrets moved, Problems problems) {
    void tell() {
        project.services().forEach((name, service) -> {
            if (!service.enabled()) {
                warn(service, "is behind a profile that is not given: written with suspend: true", "profiles");
            }
            if (addsRestart(service.container())) {
                warn(service, "says no restart, so Compose leaves it down: written as restart: \"no\"");
            }
            unused(service);
            risks(service);
            secrets(name, service);
        });
        for (String unused : project.unused()) {
            problems.warn(
                    new Place(new SourceLocation(project.files().getFirst(), 1, 1), unused),
                    "no service uses it, so Compose does not make it: left out");
        }
    }

    /** Whether import must write down that a container stays down, which the file says by silence. */
    static boolean addsRestart(ContainerSpec container) {
        DeploySpec deploy = container.deploy();
        return container.restart() == null && (deploy == null || deploy.restartPolicy() == null);
    }

    private void warn(ComposeProject.Service service, String text, String... keys) {
        YamlNode at = service.written();
        for (String key : keys) {
            YamlNode next = at instanceof YamlNode.Mapping mapping ? mapping.get(key) : null;
            at = next == null ? at : next;
        }
        Place place = at.place();
        problems.warn(place, text);
    }

    private void unused(ComposeProject.Service service) {
        ContainerSpec container = service.container();
        if (!container.build().isEmpty()) {
            String image = container.image() == null ? "of the usual name" : container.image();
            warn(service, "Orion builds nothing: the image " + image + " must be here already", "build");
        }
        if (!container.develop().isEmpty()) {
            warn(service, "is kept and has no effect", "develop");
        }
        DeploySpec deploy = container.deploy();
        Integer replicas = deploy == null ? container.scale() : deploy.replicas();
        if (replicas != null && replicas > 1) {
            warn(service, "asks for " + replicas + " containers; Orion runs one", "deploy", "replicas");
        }
        if (deploy != null && deploy.mode() != null) {
            warn(service, "is the swarm's and has no effect on one engine", "deploy", "mode");
        }
    }

    private void risks(ComposeProject.Service service) {
        RiskyOptions.of(service.container()).forEach((key, risk) -> warn(service, risk, key));
    }

    private void secrets(String name, ComposeProject.Service service) {
        for (String key : service.container().environment().keySet()) {
            moved.name(name, key)
                    .ifPresent(secret ->
                            warn(service, "is a secret: it goes to the secrets file as " + secret, "environment", key));
        }
    }
}
