package sre.orion.agent.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import sre.orion.fixtures.vectors.ComposeVector;
import sre.orion.fixtures.vectors.ComposeVector.Deployment;
import sre.orion.specs.yaml.Problem;

/**
 * Every Compose vector, from its files to the requests: imported, loaded, reconciled, and sent to a simulated host. Each
 * container, network and volume must be asked for as docker compose v5.5 asked a real engine for it, field by field, but
 * for the labels that say who made it; what Compose refuses is refused with a place.
 */
class VectorsTest {
    /** What cannot be judged by its create requests, with the reason. */
    private static final Map<String, String> NOT_JUDGED = Map.ofEntries(
            Map.entry("133-pre-start", "pre_start is refused by name"),
            Map.entry("134-pre-start-failing", "pre_start is refused by name"),
            Map.entry("383-error-pre-start-per-replica", "pre_start is refused by name"),
            Map.entry("557-redeploy-pre-start", "pre_start is refused by name"),
            Map.entry("138-pull-policy-never-absent", "without the image nothing is asked for: ImageMissing"),
            Map.entry("142-pull-refresh-after", "pull_refresh_after is refused by name"),
            Map.entry("150-secret-environment-unset", "a secret that is nowhere: refused before anything is made"),
            Map.entry("432-error-config-env-unset", "a secret that is nowhere: refused before anything is made"),
            Map.entry("165-use-api-socket", "use_api_socket needs the credentials of a client: Unsupported"),
            Map.entry(
                    "447-error-api-socket-read-only", "use_api_socket needs the credentials of a client: Unsupported"),
            Map.entry("188-volumes-cluster", "a volume of type cluster is the swarm's: Unsupported"),
            Map.entry("294-life-run", "docker compose run makes no container of a service"),
            Map.entry("438-error-depends-no-healthcheck", "what waits for ever is not made: DependencyNotReady"),
            Map.entry("549-uts-cgroup-service", "no engine takes uts: service:x: Unsupported"));

    /** What Orion asks for otherwise, on purpose: see docs/differences.md. */
    private static final Map<String, List<String>> OTHERWISE = Map.of(
            "026-config-read-only",
            List.of(
                    "service web/HostConfig/Mounts/0/ReadOnly: Compose nothing, Orion true",
                    "service web/HostConfig/Mounts/0/Source: Compose nothing, Orion "
                            + "\"/state/orion-contents/config-read-only/web/configs/motd\"",
                    "service web/HostConfig/Mounts/0/Target: Compose nothing, Orion \"/motd\"",
                    "service web/HostConfig/Mounts/0/Type: Compose nothing, Orion \"bind\""),
            // The caller's DOCKER_DEFAULT_PLATFORM; a spec says platform.
            "122-platform-default",
            List.of("service web/platform: Compose \"linux/amd64\", Orion nothing"),
            // The flag --no-deps takes dependencies out of the label.
            "236-up-no-deps",
            List.of(
                    "service web/Labels/com.docker.compose.depends_on: Compose \"\", Orion \"db:service_started:false\""),
            // The second container of a service; a Service is one.
            "494-redeploy-scale-up",
            List.of(
                    "service web/Labels/com.docker.compose.container-number: Compose \"2\", Orion \"1\"",
                    "service web/NetworkingConfig/EndpointsConfig/redeploy-scale-up_default/Aliases/0: "
                            + "Compose \"redeploy-scale-up-web-2\", Orion \"redeploy-scale-up-web-1\"",
                    "service web/name: Compose \"redeploy-scale-up-web-2\", Orion \"redeploy-scale-up-web-1\""),
            "189-volumes-from-service",
            List.of(
                    "service reader/HostConfig/VolumesFrom/0: Compose \"<container:base>\", Orion \"<container:base>:ro\""),
            "190-volumes-from-container",
            List.of("service web/HostConfig/VolumesFrom/0: Compose \"keeper\", Orion \"keeper:ro\""),
            "538-stack-backup",
            List.of(
                    "service restic/HostConfig/VolumesFrom/0: Compose \"<container:app>\", Orion \"<container:app>:ro\""));

    @TestFactory
    List<DynamicTest> orionAsksForWhatComposeAsksFor() {
        return ComposeVector.all().stream()
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> judge(vector)))
                .toList();
    }

    @Test
    void theListOfWhatCannotBeJudgedIsShort() {
        assertThat(NOT_JUDGED).hasSizeLessThanOrEqualTo(14);
        assertThat(ComposeVector.all()).extracting(ComposeVector::name).containsAll(NOT_JUDGED.keySet());
    }

    private static void judge(ComposeVector vector) {
        var host = new SimulatedDeployments(vector);
        List<String> differences = new ArrayList<>();
        for (Deployment deployment : vector.deployments()) {
            List<Problem> errors = SimulatedDeployments.errors(vector, deployment);
            if (errors.isEmpty()) {
                compare(vector, deployment, host.bringUp(deployment), differences);
            } else {
                refused(deployment, errors, differences);
            }
        }
        boolean refuses = !SimulatedDeployments.errors(
                        vector, vector.deployments().getLast())
                .isEmpty();
        if (!vector.isTaken() && !refuses) {
            differences.add("taken, though Compose refuses it");
        }
        if (NOT_JUDGED.containsKey(vector.name())) {
            assertThat(differences).as("listed as not judged").isNotEmpty();
        } else {
            assertThat(differences).as("%s", host).isEqualTo(OTHERWISE.getOrDefault(vector.name(), List.of()));
        }
    }

    private static void refused(Deployment deployment, List<Problem> errors, List<String> differences) {
        assertThat(errors).allSatisfy(error -> {
            assertThat(error.location().line()).isPositive();
            assertThat(error.location().column()).isPositive();
            assertThat(error.text()).isNotBlank();
        });
        SimulatedDeployments.asked(deployment.requests())
                .keySet()
                .forEach(what -> differences.add(what + ": refused by Orion"));
    }

    /** A thing that is there already may be as it should be without a request: then a host without a history is asked. */
    private static void compare(
            ComposeVector vector,
            Deployment deployment,
            SortedMap<String, CreateRequest> made,
            List<String> differences) {
        SortedMap<String, CreateRequest> asked = SimulatedDeployments.asked(deployment.requests());
        SortedMap<String, CreateRequest> anew = new SimulatedDeployments(vector).bringUp(deployment);
        asked.forEach((what, request) -> {
            CreateRequest own = request.equals(made.get(what)) ? made.get(what) : anew.get(what);
            if (own == null) {
                differences.add(what + ": not asked for");
            } else {
                differences(request, own, differences);
            }
        });
        if (isWhole(vector, deployment)) {
            var more = new TreeSet<>(anew.keySet());
            more.removeAll(asked.keySet());
            more.forEach(what -> differences.add(what + ": asked for by Orion alone"));
        }
    }

    /** Whether the requests make everything that the files ask for. */
    private static boolean isWhole(ComposeVector vector, Deployment deployment) {
        boolean first = deployment.equals(vector.deployments().getFirst());
        boolean succeeds =
                vector.deployments().size() > 1 || vector.told().path("exit").asInt() == 0;
        return first && succeeds && deployment.arguments().getLast().equals("-d");
    }

    private static void differences(CreateRequest wanted, CreateRequest own, List<String> differences) {
        var paths = new TreeSet<>(wanted.fields().keySet());
        paths.addAll(own.fields().keySet());
        for (String path : paths) {
            String compose = wanted.fields().getOrDefault(path, "nothing");
            String orion = own.fields().getOrDefault(path, "nothing");
            if (!compose.equals(orion)) {
                differences.add(wanted.what() + path + ": Compose " + compose + ", Orion " + orion);
            }
        }
    }
}
