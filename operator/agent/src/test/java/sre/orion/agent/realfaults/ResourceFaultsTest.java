package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import sre.orion.agent.endtoend.NodeTest;
import sre.orion.agent.endtoend.Proves;
import sre.orion.agent.endtoend.ServiceText;
import sre.orion.fixtures.engine.FixtureClient;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** Networks, volumes and mounts. */
@OnOneEngine(Flavour.BOOKWORM)
class ResourceFaultsTest extends NodeTest {
    private final Hands hands = new Hands(node);
    private final FixtureClient client = node.client();

    ResourceFaultsTest(Flavour flavour) {
        super(() -> Hands.bringUp(flavour, "resources"));
    }

    @Test
    @Proves("F34")
    void a_network_that_others_use_is_not_made_anew_under_them() {
        node.wants("Network", "plug", "{}");
        node.running(ServiceText.named("plugged").with("networks: [plug]"));
        hands.foreign("guest", "{\"NetworkMode\":\"resources_plug\"}");
        String before = client.get("/networks/resources_plug").path("Id").asString();

        node.wants("Network", "plug", "{labels: {tier: new}}");
        node.eventually(() ->
                assertThat(node.condition("Network", "plug", "Stalled", "True")).isTrue());
        assertThat(client.get("/networks/resources_plug").path("Id").asString()).isEqualTo(before);

        hands.removeContainer("guest");
        node.eventually(() -> assertThat(client.get("/networks/resources_plug")
                        .at("/Labels/tier")
                        .asString(""))
                .isEqualTo("new"));
        node.readyOf("Network", "plug");
        node.eventually(() -> assertThat(node.container("plugged")
                        .at("/NetworkSettings/Networks/resources_plug/NetworkID")
                        .asString())
                .isEqualTo(client.get("/networks/resources_plug").path("Id").asString()));
    }

    @Test
    @Proves("F35")
    void of_two_networks_with_one_name_none_is_guessed() {
        node.wants("Network", "twin", "{}");
        node.readyOf("Network", "twin");
        var twin = client.call("POST", "/v1.41/networks/create", "{\"Name\":\"resources_twin\"}");
        if (twin.status() == 409) {
            assertThat(client.apiVersion()).as("newer engines allow no twins").isGreaterThan("1.43");
            return;
        }
        node.wants(ServiceText.named("torn").with("networks: [twin]"));
        node.eventually(() ->
                assertThat(node.condition("Network", "twin", "Stalled", "True")).isTrue());
        node.says("torn", "Ready", "False", "ResourceNotReady");

        client.delete("/networks/" + twin.body().path("Id").asString());
        node.ready("torn");
    }

    @Test
    @Proves({"F47", "F48"})
    void a_volume_that_is_there_with_other_options_is_reported_and_never_replaced() {
        String labels = "{\"com.docker.compose.project\":\"resources\",\"com.docker.compose.volume\":\"opted\"}";
        client.post("/volumes/create", "{\"Name\":\"resources_opted\",\"Labels\":" + labels + "}");
        node.wants("Volume", "opted", "{driver_opts: {type: tmpfs, device: tmpfs}}");
        node.running(ServiceText.named("opting").with("volumes: ['opted:/data']"));
        client.exec("resources-opting-1", "sh", "-c", "echo precious > /data/file");

        node.tells("msg=\"condition changed\"", " name=opted ", "reason=Drift");
        node.wantsNoMore("opting").wantsNoMore("opted");
        node.eventually(() -> assertThat(node.containers()).doesNotContain("resources-opting-1"));
        awaitNextRepair();
        assertThat(client.get("/volumes/resources_opted").path("Options").isEmpty())
                .isTrue();
    }

    @Test
    @Proves("F50")
    void a_bind_source_that_is_missing_is_not_made_up() throws IOException {
        Path disk = node.folder().resolve("disk");
        node.wants(ServiceText.named("mounting")
                .with("volumes: [{type: bind, source: '" + disk
                        + "', target: /disk, bind: {create_host_path: false}}]"));
        node.tells("bind source path does not exist: " + disk);
        assertThat(disk).doesNotExist();

        Files.createDirectory(disk);
        node.ready("mounting");
    }
}
