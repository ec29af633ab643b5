package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sre.orion.agent.endtoend.NodeTest;
import sre.orion.agent.endtoend.Proves;
import sre.orion.agent.endtoend.ServiceText;
import sre.orion.fixtures.engine.FakeRegistry;
import sre.orion.fixtures.engine.FakeRegistry.Fault;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** Registries that fail; the container that runs goes on, and a mended spec is not kept waiting. */
@OnOneEngine(Flavour.SID)
class RegistryFaultsTest extends NodeTest {
    private static final String CONFIG = "{\"Cmd\":[\"sleep\",\"86400\"]}";

    private final FakeRegistry registry = FakeRegistry.on(node.engine());
    private ServiceText service = ServiceText.named("set below");
    private String started = "";

    RegistryFaultsTest(Flavour flavour) {
        super(() -> Hands.bringUp(flavour, "registries"));
    }

    @BeforeEach
    void run() {
        service = ServiceText.named("pulled");
        node.running(service);
        started = node.startedAt("pulled");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    @Proves({"F55", "F56"})
    void a_rate_limit_puts_a_change_off_and_no_more() {
        String image = registry.publish("limited", "1", CONFIG);
        registry.fail(Fault.TOO_MANY_REQUESTS);
        node.wants(service.with("image: " + image));
        node.says("pulled", "Ready", "False", "ImageMissing");
        node.assertRuns("pulled");
        assertThat(node.startedAt("pulled")).isEqualTo(started);
        assertThat(registry.requests().stream().filter(request -> request.contains("/manifests/")))
                .as("requests to a registry that wants fewer")
                .hasSizeLessThan(10);
        node.wants(service).ready("pulled");
    }

    @Test
    @Proves("F55")
    void an_image_cut_off_on_its_way_leaves_the_old_container_serving() {
        String cut = registry.publish("cut", "1", CONFIG);
        registry.fail(Fault.CUT);
        node.wants(service.with("image: " + cut));
        node.says("pulled", "Ready", "False", "ImageMissing");
        assertThat(node.startedAt("pulled")).isEqualTo(started);
        node.wants(service).ready("pulled");
    }

    @Test
    void a_pull_that_hangs_keeps_no_other_service_waiting_and_the_old_container_serves() {
        String hanging = registry.publish("hanging", "1", CONFIG);
        registry.fail(Fault.HANG);
        node.wants(service.with("image: " + hanging));
        node.eventually(() -> assertThat(registry.requests()).anyMatch(request -> request.contains("/blobs/")));
        node.client().post("/containers/registries-bystander-1/kill");
        node.runs("bystander");
        assertThat(node.startedAt("pulled")).isEqualTo(started);
    }
}
