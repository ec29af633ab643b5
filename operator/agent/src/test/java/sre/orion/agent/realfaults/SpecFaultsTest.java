package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.agent.endtoend.NodeTest;
import sre.orion.agent.endtoend.Proves;
import sre.orion.agent.endtoend.ServiceText;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** Specs that are torn, hostile or gone do nothing to the containers that run. */
@OnOneEngine(Flavour.SID)
class SpecFaultsTest extends NodeTest {
    private static final List<String> SERVICES = List.of("one", "two", "three", "bystander");

    private List<String> started = List.of();

    SpecFaultsTest(Flavour flavour) {
        super(() -> Hands.bringUp(flavour, "specs"));
    }

    @BeforeEach
    void run() {
        SERVICES.forEach(service -> node.wants(ServiceText.named(service)));
        node.ready(SERVICES.toArray(String[]::new));
        started = starts();
    }

    @Test
    @Proves("F59")
    void a_file_that_is_half_written_is_not_acted_on() throws IOException {
        Path file = node.specs().resolve("specs/one.yaml");
        String whole = ServiceText.named("one").with("mem_limit: 64m").yaml();
        Files.writeString(file, whole.substring(0, whole.indexOf("command") + 9));
        node.tells("one.yaml");
        assertThat(starts()).isEqualTo(started);

        Files.writeString(file, whole);
        node.eventually(
                () -> assertThat(node.container("one").at("/HostConfig/Memory").asLong())
                        .isEqualTo(64L << 20));
    }

    @Test
    @Proves("F60")
    void a_folder_that_is_gone_or_empty_takes_no_service_with_it() throws IOException {
        Path folder = node.specs().resolve("specs");
        Path away = node.folder().resolve("away");
        Files.move(folder, away);
        awaitNextRepair();
        Files.createDirectory(folder);
        awaitNextRepair();
        assertThat(starts().subList(0, 3)).isEqualTo(started.subList(0, 3));

        Files.delete(folder);
        Files.move(away, folder);
        node.ready(SERVICES.toArray(String[]::new));
        assertThat(starts().subList(0, 3)).isEqualTo(started.subList(0, 3));
    }

    @Test
    @Proves("F60")
    void more_than_a_fifth_that_is_gone_at_once_waits_for_a_person() {
        node.wantsNoMore("one").wantsNoMore("two").wantsNoMore("three");
        node.tells("name=specs", "MassDeletion");
        assertThat(starts()).isEqualTo(started);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n",
                "kind: Service\nkind: Network\n",
                "apiVersion: orion.sre/v1\nkind: Network\nmetadata: {name: hostile}\nspec: {interrnal: true}\n",
                "kind:\n\tService: 1\n",
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader []]\n"
            })
    @Proves("F63")
    void a_hostile_file_changes_nothing_and_is_named(String text) {
        int before = node.operator().position();
        node.file("hostile.yaml", text);
        node.eventually(() -> assertThat(node.operator().lines().stream().skip(before))
                .anySatisfy(line -> assertThat(line).contains("hostile.yaml")));
        assertThat(starts()).isEqualTo(started);
        node.wantsNoMore("hostile");
    }

    private List<String> starts() {
        return SERVICES.stream().map(node::startedAt).toList();
    }
}
