package sre.orion.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.fixtures.Eventually;

/** fabric8's client, another one than kubectl, against a whole operator on a simulated engine. */
class KubernetesClientTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ResourceDefinitionContext SERVICES = new ResourceDefinitionContext.Builder()
            .withGroup("orion.sre")
            .withVersion("v1")
            .withKind("Service")
            .withPlural("services")
            .withNamespaced(true)
            .build();

    @TempDir
    Path folder;

    private SimulatedNode node;
    private KubernetesClient client;

    private static String service(String name, String image) {
        return """
                ---
                apiVersion: orion.sre/v1
                kind: Service
                metadata: {name: %s}
                spec:
                  rollout: {minReady: 100ms}
                  container: {image: "%s"}
                """.formatted(name, image);
    }

    @BeforeEach
    void start() throws Exception {
        node = new SimulatedNode(folder, service("web", "app:1"));
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + node.port())
                .withNamespace(SimulatedNode.NODE)
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void end() {
        client.close();
        node.close();
    }

    @Test
    void lists_resources_and_what_shows_them() {
        Eventually.within(
                SOON,
                () -> assertThat(client.pods().list().getItems())
                        .extracting(pod -> pod.getStatus().getPhase())
                        .containsExactly("Running"));
        assertThat(client.genericKubernetesResources(SERVICES).list().getItems())
                .extracting(found -> found.getMetadata().getName())
                .containsExactly("web");
        assertThat(client.nodes().list().getItems())
                .extracting(found -> found.getMetadata().getName())
                .containsExactly("cortex");
        assertThat(client.apps().deployments().list().getItems()).isEmpty();
    }

    @Test
    void an_informer_goes_on_over_a_restart_of_the_operator() throws Exception {
        try (var informer = client.genericKubernetesResources(SERVICES)
                .inNamespace(SimulatedNode.NODE)
                .inform()) {
            Eventually.within(
                    SOON,
                    () -> assertThat(informer.getStore().list())
                            .extracting(KubernetesClientTest::image)
                            .containsExactly("app:1"));

            node.restart();
            node.engine.host().image("app:2", "{\"Cmd\":[\"app\"]}");
            node.write("all.yaml", service("web", "app:2") + service("more", "app:1"));

            Eventually.within(
                    SOON,
                    () -> assertThat(informer.getStore().list())
                            .extracting(KubernetesClientTest::image)
                            .containsExactlyInAnyOrder("app:2", "app:1"));
        }
    }

    private static String image(GenericKubernetesResource service) {
        return String.valueOf(service.<Object>get("spec", "container", "image"));
    }
}
