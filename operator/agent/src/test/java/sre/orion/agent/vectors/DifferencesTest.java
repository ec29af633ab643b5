package sre.orion.agent.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sre.orion.fixtures.vectors.ComposeVector;
import sre.orion.fixtures.vectors.ComposeVector.Deployment;
import tools.jackson.databind.JsonNode;

/** Where docker compose does harm, Orion does not: vectors with a history, deployed one after the other (docs/differences.md). */
class DifferencesTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void a_network_made_anew_keeps_aliases_and_addresses() {
        var host = redeployed("556-redeploy-network-static-address");

        JsonNode endpoint =
                host.container("web").at("/NetworkSettings/Networks").path("redeploy-network-static-address_lan");
        assertThat(endpoint.path("Aliases").toString()).contains("\"web\"", "\"www\"");
        assertThat(endpoint.at("/IPAMConfig/IPv4Address").asString()).isEqualTo("10.86.0.9");
        assertThat(status(host, "web")).isEqualTo("running");
    }

    @Test
    void a_container_is_attached_to_the_network_of_another_name() {
        var host = redeployed("465-redeploy-network-renamed");

        assertThat(host.container("web").at("/NetworkSettings/Networks").propertyNames())
                .containsExactly("vec-lan-two");
        assertThat(status(host, "web")).isEqualTo("running");
    }

    @Test
    void another_order_and_another_spelling_are_no_difference() {
        ComposeVector vector = ComposeVector.named("485-redeploy-reordered");
        var host = new SimulatedDeployments(vector);
        host.bringUp(vector.deployments().getFirst());
        String id = id(host, "web");

        assertThat(host.bringUp(vector.deployments().getLast())).isEmpty();

        assertThat(id(host, "web")).isEqualTo(id);
    }

    @Test
    void a_client_follows_its_parent_although_it_also_depends_on_it() {
        ComposeVector vector = ComposeVector.named("488-redeploy-vpn-parent");
        var host = new SimulatedDeployments(vector);
        host.bringUp(vector.deployments().getFirst());

        host.bringUp(vector.deployments().getLast());

        for (String client : List.of("torrent", "indexer")) {
            assertThat(host.engine()
                            .host()
                            .together(vector.project() + "-vpn-1", vector.project() + "-" + client + "-1"))
                    .as(client)
                    .isTrue();
        }
    }

    @Test
    void a_paused_container_goes_on() {
        ComposeVector vector = ComposeVector.named("001-plain");
        var host = new SimulatedDeployments(vector);
        host.bringUp(vector.deployments().getLast());

        host.engine().byHand("POST", "/containers/plain-web-1/pause", null);

        assertThat(host.pass(SOON)).containsExactly("POST /containers/plain-web-1/unpause");
        assertThat(status(host, "web")).isEqualTo("running");
    }

    @Test
    void what_was_renamed_or_limited_by_hand_is_put_right() {
        ComposeVector vector = ComposeVector.named("480-redeploy-memory");
        var host = new SimulatedDeployments(vector);
        Deployment first = vector.deployments().getFirst();
        host.bringUp(first);
        String id = id(host, "web");

        host.engine().byHand("POST", "/containers/redeploy-memory-web-1/rename?name=mine", null);
        host.pass(SOON);
        host.bringUp(vector.deployments().getLast());

        assertThat(id(host, "web")).isEqualTo(id);
        assertThat(host.container("web").at("/HostConfig/Memory").asLong()).isEqualTo(100_663_296);
    }

    @Test
    void no_option_of_a_volume_makes_it_anew() {
        ComposeVector vector = ComposeVector.named("472-redeploy-volume-option-yes");
        var host = new SimulatedDeployments(vector);
        host.bringUp(vector.deployments().getFirst());

        host.bringUp(vector.deployments().getLast());

        JsonNode volume = host.engine()
                .byHand("GET", "/volumes/redeploy-volume-option-yes_mem", null)
                .body();
        assertThat(volume.at("/Options/o").asString()).isEqualTo("size=4m");
    }

    private static SimulatedDeployments redeployed(String name) {
        ComposeVector vector = ComposeVector.named(name);
        var host = new SimulatedDeployments(vector);
        vector.deployments().forEach(host::bringUp);
        return host;
    }

    private static String id(SimulatedDeployments host, String service) {
        return host.container(service).path("Id").asString();
    }

    private static String status(SimulatedDeployments host, String service) {
        return host.container(service).at("/State/Status").asString();
    }
}
