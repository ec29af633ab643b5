package sre.orion.agent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** What a Service declares in {@code onConfigChange} is done when a file that it mounts has other content. */
@OnBothEngines
class ConfigChangeTest extends NodeTest {
    private static final String WRITES_DOWN = "[sh, -c, 'trap \"cat /etc/app.conf >> /out/hangups\" HUP;"
            + " cat /etc/app.conf >> /out/starts; while true; do sleep 0.1; done']";

    ConfigChangeTest(Flavour flavour) {
        super(() -> TestNode.recordedOn(PrivateEngine.shared(flavour), "config")
                .wants(ServiceText.named("bystander"))
                .up("--resync", "2s")
                .ready("bystander"));
    }

    @Test
    void a_file_that_was_written_is_told_by_a_signal() throws IOException {
        node.running(mounting("signalled", "{signal: SIGHUP}"));
        String id = node.id("signalled");
        String startedAt = node.startedAt("signalled");

        write("signalled", "two\n");

        node.eventually(() -> assertThat(seen("signalled", "hangups")).containsExactly("two"));
        node.tells("ConfigChanged", "signalled");
        node.ready("signalled");
        assertThat(node.id("signalled")).isEqualTo(id);
        assertThat(node.startedAt("signalled")).isEqualTo(startedAt);
        awaitNextRepair();
        assertThat(seen("signalled", "hangups")).containsExactly("two");
    }

    @Test
    void a_file_that_was_replaced_is_seen_after_a_restart_alone() throws IOException {
        node.running(mounting("replaced", "{signal: SIGHUP}"));
        String id = node.id("replaced");

        replace("replaced", "two\n");

        node.eventually(() -> assertThat(seen("replaced", "starts")).containsExactly("one", "two"));
        node.tells("another file took the place of the mounted one");
        assertThat(node.id("replaced")).isEqualTo(id);
        assertThat(seen("replaced", "hangups")).isEmpty();
    }

    @Test
    void a_restart_and_a_new_container_see_the_new_content() throws IOException {
        node.running(mounting("restarted", "restart")).running(mounting("recreated", "recreate"));
        List<String> ids = List.of(node.id("restarted"), node.id("recreated"));

        write("restarted", "two\n");
        replace("recreated", "two\n");

        node.eventually(() -> {
            assertThat(seen("restarted", "starts")).containsExactly("one", "two");
            assertThat(seen("recreated", "starts")).containsExactly("one", "two");
        });
        node.ready("restarted", "recreated");
        assertThat(node.id("restarted")).isEqualTo(ids.get(0));
        assertThat(node.id("recreated")).isNotEqualTo(ids.get(1));
    }

    @Test
    void a_command_is_run_when_a_config_changes_outside_the_specs() throws IOException {
        Path config = Files.writeString(node.folder().resolve("outside.conf"), "one\n");
        node.running(ServiceText.named("reloaded")
                .having(
                        "configs: {main: {file: '" + config + "'}}",
                        "onConfigChange: {exec: [sh, -c, 'cat /main >> /out/reloads']}")
                .with("configs: [main]", "volumes: ['" + out("reloaded") + ":/out']"));

        Files.writeString(config, "two\n");

        node.eventually(() -> assertThat(seen("reloaded", "reloads")).containsExactly("two"));
        awaitNextRepair();
        assertThat(seen("reloaded", "reloads")).containsExactly("two");
    }

    @Test
    void content_that_stands_in_the_spec_is_put_into_the_container() throws IOException {
        node.running(inline("inline", "one", "stdin_open: false")).running(inline("mounted", "one", "read_only: true"));
        String id = node.id("inline");

        node.wants(inline("inline", "two", "stdin_open: false"));

        node.eventually(() -> assertThat(seen("inline", "hangups")).containsExactly("two"));
        assertThat(node.id("inline")).isEqualTo(id);
        assertThat(seen("inline", "starts")).containsExactly("one");
        assertThat(seen("mounted", "starts")).containsExactly("one");
    }

    private ServiceText inline(String name, String content, String more) {
        return ServiceText.named(name)
                .having("configs: {app: {content: \"" + content + "\\n\"}}", "onConfigChange: {signal: SIGHUP}")
                .with(
                        "configs: [{source: app, target: /etc/app.conf, mode: 0400}]",
                        "volumes: ['" + out(name) + ":/out']",
                        more,
                        "command: " + WRITES_DOWN);
    }

    @Test
    void without_a_word_the_change_is_only_said() throws IOException {
        node.running(mounting("told", "report"));
        String startedAt = node.startedAt("told");

        write("told", "two\n");

        node.tells("ConfigChanged", "/etc/app.conf has changed since the container started");
        awaitNextRepair();
        assertThat(node.startedAt("told")).isEqualTo(startedAt);
    }

    @Test
    void hooks_are_run_after_a_start_and_before_a_stop() throws IOException {
        ServiceText hooked = ServiceText.named("hooked")
                .with(
                        "volumes: ['" + out("hooked") + ":/out']",
                        "post_start: [{command: 'sh -c \"echo started by $$WHO >> /out/hooks\"', environment: [WHO=orion]}]",
                        "pre_stop: [{command: [sh, -c, 'echo stopping >> /out/hooks'], user: '0', working_dir: /}]");
        node.running(hooked);
        node.eventually(() -> assertThat(seen("hooked", "hooks")).containsExactly("started by orion"));

        node.wants(hooked.having("suspend: true"));

        node.eventually(
                () -> assertThat(node.container("hooked").at("/State/Status").asString())
                        .isEqualTo("exited"));
        assertThat(seen("hooked", "hooks")).containsExactly("started by orion", "stopping");
    }

    /** A Service that writes down what it read of its file at each start and at each SIGHUP. */
    private ServiceText mounting(String name, String action) throws IOException {
        Files.writeString(file(name), "one\n");
        return ServiceText.named(name)
                .having("onConfigChange: " + action)
                .with(
                        "volumes: ['./" + name + ".conf:/etc/app.conf:ro', '" + out(name) + ":/out']",
                        "command: " + WRITES_DOWN);
    }

    private Path file(String name) {
        return node.specs().resolve("config").resolve(name + ".conf");
    }

    private Path out(String name) {
        try {
            return Files.createDirectories(node.folder().resolve("out-" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a person's redirection does: the same file. */
    private void write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
    }

    /** As most editors do: another file of the same name. */
    private void replace(String name, String text) throws IOException {
        Path next = Files.writeString(node.folder().resolve("next.conf"), text);
        Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> seen(String name, String what) throws IOException {
        Path file = out(name).resolve(what);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
