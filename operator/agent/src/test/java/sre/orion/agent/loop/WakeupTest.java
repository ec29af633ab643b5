package sre.orion.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static sre.orion.agent.loop.Yaml.key;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.api.container.Labels;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;

class WakeupTest {
    private static final String ID = "c0ffee";

    private final World world = World.of(
            Yaml.revision(Yaml.network("front")
                    + Yaml.volume("data")
                    + Yaml.service("db", "volumes: [\"data:/data\"]", "networks: [front]")
                    + Yaml.service("web", "depends_on: [db]", "networks: [front]")
                    + Yaml.service("vpn")
                    + Yaml.service("torrent", "network_mode: service:vpn")),
            "/compose-out");

    @ParameterizedTest
    @ValueSource(strings = {"die", "start", "destroy", "pause", "update", "health_status: unhealthy", "rename"})
    void a_container_s_event_wakes_its_service_and_those_that_look_at_it(String action) {
        Wakeup wakeup = Wakeup.of(container(action, composeLabels("db")), world);

        assertThat(wakeup.keys()).containsExactly(service("db"), service("web"));
        assertThat(wakeup.container()).contains(ID);
    }

    @Test
    void the_services_that_share_its_namespace_are_woken_too() {
        assertThat(Wakeup.of(container("die", composeLabels("vpn")), world).keys())
                .containsExactly(service("torrent"), service("vpn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec_create: sh", "exec_die", "kill", "top", "attach"})
    void what_changes_nothing_wakes_nobody(String action) {
        assertThat(Wakeup.of(container(action, composeLabels("db")), world).keys())
                .isEmpty();
    }

    @Test
    void a_container_is_known_by_orion_s_label_too() {
        Map<String, String> labels = Map.of(Labels.OWNER, "node/Service/vpn");

        assertThat(Wakeup.of(container("die", labels), world).keys()).contains(service("vpn"));
    }

    @Test
    void a_container_of_a_service_that_is_no_more_wakes_the_node() {
        Map<String, String> labels = Map.of(Labels.OWNER, "node/Service/gone");

        assertThat(Wakeup.of(container("start", labels), world).keys()).containsExactly(key(Kind.NODE, Yaml.NODE));
    }

    @Test
    void foreign_containers_and_one_off_runs_wake_nobody() {
        Map<String, String> oneOff = new TreeMap<>(composeLabels("db"));
        oneOff.put(Labels.ONE_OFF, "True");

        assertThat(Stream.of(Map.<String, String>of(), Map.of(Labels.OWNER, "other/Service/db"), oneOff))
                .allSatisfy(labels -> assertThat(
                                Wakeup.of(container("die", labels), world).keys())
                        .isEmpty());
    }

    @Test
    void a_network_that_went_wakes_it_and_its_users_and_asks_for_a_full_look() {
        Wakeup wakeup = Wakeup.of(event("network", "destroy", Map.of("name", "node_front")), world);

        assertThat(wakeup.keys()).containsExactly(key(Kind.NETWORK, "front"), service("db"), service("web"));
        assertThat(wakeup.footprint().more()).isTrue();
    }

    @Test
    void a_volume_that_went_wakes_it_and_its_users() {
        var event = new EngineEvent("volume", "destroy", "node_data", new TreeMap<>(), 1);

        assertThat(Wakeup.of(event, world).keys()).containsExactly(key(Kind.VOLUME, "data"), service("db"));
    }

    @Test
    void an_image_s_event_wakes_every_service_and_nothing_else() {
        assertThat(Wakeup.of(event("image", "pull", Map.of()), world).keys())
                .containsExactly(service("db"), service("torrent"), service("vpn"), service("web"));
    }

    private static ResourceKey service(String name) {
        return key(Kind.SERVICE, name);
    }

    private static Map<String, String> composeLabels(String service) {
        return Map.of(Labels.PROJECT, Yaml.NODE, Labels.SERVICE, service);
    }

    private static EngineEvent container(String action, Map<String, String> labels) {
        return event("container", action, labels);
    }

    private static EngineEvent event(String type, String action, Map<String, String> attributes) {
        return new EngineEvent(type, action, ID, new TreeMap<>(attributes), 1);
    }
}
