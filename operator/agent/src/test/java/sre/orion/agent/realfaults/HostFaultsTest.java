package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import sre.orion.agent.endtoend.NodeTest;
import sre.orion.agent.endtoend.Proves;
import sre.orion.agent.endtoend.Ran;
import sre.orion.agent.endtoend.ServiceText;
import sre.orion.fixtures.engine.FixtureClient;
import sre.orion.fixtures.engine.FixtureImages;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** Ports, bridges and half attachments of the host; and what images do with volumes. */
@OnOneEngine(Flavour.BOOKWORM)
class HostFaultsTest extends NodeTest {
    private final Hands hands = new Hands(node);
    private final FixtureClient client = node.client();

    HostFaultsTest(Flavour flavour) {
        super(() -> Hands.bringUp(flavour, "host"));
    }

    @Test
    @Proves("F32")
    void a_port_of_another_container_is_waited_for_with_one_container() {
        hands.foreign("holder", "{\"PortBindings\":{\"80/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"18080\"}]}}");
        node.wants(ServiceText.named("porter").with("ports: ['127.0.0.1:18080:80']"));
        node.says("porter", "Ready", "False", "StartFailed");
        node.tells("name=porter", "port is already allocated");
        String id = node.id("porter");

        hands.removeContainer("holder");
        node.ready("porter");
        assertThat(node.id("porter")).isEqualTo(id);
        assertThat(node.containers().stream().filter(name -> name.startsWith("host-porter")))
                .containsExactly("host-porter-1");
    }

    @Test
    @Proves("F33")
    void a_port_of_a_process_of_the_host_is_waited_for() throws IOException {
        node.running(ServiceText.named("listener"));
        String started = node.startedAt("listener");
        int port;
        try (ServerSocket taken =
                node.engine().callInNetwork(() -> new ServerSocket(0, 0, InetAddress.getLoopbackAddress()))) {
            port = taken.getLocalPort();
            node.wants(ServiceText.named("second").with("ports: ['127.0.0.1:" + port + ":80']"));
            node.says("second", "Ready", "False", "StartFailed");
            node.tells("name=second", "address already in use");
        }
        node.ready("second");
        assertThat(node.startedAt("listener")).isEqualTo(started);
    }

    @Test
    @Proves("F38")
    void a_bridge_that_is_gone_is_no_reason_to_make_containers_anew() {
        node.wants("Network", "lane", "{driver_opts: {com.docker.network.bridge.name: orlane}}");
        String id = node.running(ServiceText.named("driver").with("networks: [lane]"))
                .id("driver");
        String address =
                client.get("/networks/host_lane").at("/IPAM/Config/0/Gateway").asString();
        inside("ip link delete orlane");
        client.post("/containers/host-driver-1/kill");
        node.says("driver", "Ready", "False", "StartFailed");
        assertThat(node.id("driver")).isEqualTo(id);

        inside("ip link add orlane type bridge && ip addr add " + address + "/16 dev orlane && ip link set orlane up");
        node.runs("driver").ready("driver");
        assertThat(node.id("driver")).isEqualTo(id);
    }

    @Test
    @Proves("F44")
    void what_is_in_an_anonymous_volume_is_still_there_after_a_roll_out() {
        String image = FixtureImages.variant(client, "keeps", "CMD [\"sleep\",\"86400\"]", "VOLUME /kept");
        ServiceText service = ServiceText.named("keeper").with("image: " + image);
        String id = node.running(service).id("keeper");
        client.exec("host-keeper-1", "sh", "-c", "echo precious > /kept/file");

        node.wants(service.with("environment: {RELEASE: '2'}"));
        node.eventually(() -> assertThat(node.id("keeper")).isNotEqualTo(id));
        node.ready("keeper");
        assertThat(client.exec("host-keeper-1", "cat", "/kept/file")).contains("precious");
    }

    @Test
    void an_attachment_that_came_about_by_half_is_made() {
        node.wants("Network", "side", "{ipam: {config: [{subnet: 172.31.77.0/24}]}}");
        node.running(ServiceText.named("half").with("networks: {side: {ipv4_address: 172.31.77.9}}"));
        String started = node.startedAt("half");
        node.whileItSleeps(() -> {
            client.post("/networks/host_side/disconnect", "{\"Container\":\"host-half-1\",\"Force\":true}");
            hands.foreign("squatter", "{}");
            assertThat(connect("squatter").status()).isEqualTo(200);
            assertThat(connect("host-half-1").status())
                    .as("its address is taken")
                    .isGreaterThanOrEqualTo(400);
            hands.removeContainer("squatter");
        });
        node.eventually(() -> assertThat(node.container("half")
                        .at("/NetworkSettings/Networks/host_side/EndpointID")
                        .asString(""))
                .isNotEmpty());
        assertThat(node.startedAt("half")).isEqualTo(started);
    }

    private FixtureClient.Answer connect(String container) {
        return client.call("POST", "/networks/host_side/connect", """
                {"Container":"%s","EndpointConfig":{"Aliases":["half","host-half-1"],"IPAMConfig":{"IPv4Address":"172.31.77.9"}}}""".formatted(container));
    }

    private void inside(String script) {
        Ran.command(node.engine().inside("bash", "-c", script)).good();
    }
}
