package sre.orion.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeConfigTest {
    private static final String CONFIG = """
            apiVersion: v1
            kind: Config
            current-context: cortex
            clusters:
            - {name: here, cluster: {server: "unix:///var/lib/orion/orion.sock"}}
            - {name: there, cluster: {server: "http://127.0.0.1:7070"}}
            - {name: odd, cluster: {server: "ftp://x"}}
            users:
            - {name: me, user: {tokenFile: token}}
            - {name: nobody, user: {tokenFile: missing}}
            contexts:
            - {name: cortex, context: {cluster: here, user: me, namespace: cortex}}
            - {name: synapse, context: {cluster: there}}
            - {name: broken, context: {cluster: gone}}
            - {name: odd, context: {cluster: odd}}
            - {name: anonymous, context: {cluster: there, user: nobody}}
            """;

    @TempDir
    Path home;

    private Path written() throws IOException {
        Files.writeString(home.resolve("token"), "s3cret\n");
        return Files.writeString(home.resolve("config"), CONFIG);
    }

    private KubeConfig read() throws IOException, OperatorException {
        return KubeConfig.find(Optional.of(written()), Map.of()).orElseThrow();
    }

    @Test
    void contexts_are_nodes() throws IOException, OperatorException {
        assertThat(read().contexts()).startsWith("cortex", "synapse");
        assertThat(read().current()).contains("cortex");
        assertThat(read().target("cortex").namespace()).contains("cortex");
        assertThat(read().target("synapse").namespace()).isEmpty();
    }

    @Test
    void what_is_wrong_in_the_file_is_named() throws IOException, OperatorException {
        KubeConfig config = read();

        assertThatThrownBy(() -> config.target("nowhere")).hasMessageContaining("no 'nowhere' among its contexts");
        assertThatThrownBy(() -> config.target("broken")).hasMessageContaining("no 'gone' among its clusters");
        assertThatThrownBy(() -> config.target("odd")).hasMessageContaining("'ftp://x' is none of https://HOST:PORT");
        assertThatThrownBy(() -> config.target("anonymous")).hasMessageContaining("missing: the token cannot be read");
    }

    @Test
    void orions_own_file_comes_before_that_of_kubectl() throws IOException, OperatorException {
        Path kube = Files.createDirectories(home.resolve(".kube"));
        Files.writeString(kube.resolve("config"), "current-context: cluster");
        var environment = Map.of("HOME", home.toString());
        assertThat(KubeConfig.find(Optional.empty(), environment).orElseThrow().current())
                .contains("cluster");

        Path own = Files.createDirectories(home.resolve(".config/orion"));
        Files.writeString(own.resolve("config"), "current-context: node");
        assertThat(KubeConfig.find(Optional.empty(), environment).orElseThrow().current())
                .contains("node");
    }

    @Test
    void without_any_file_there_are_no_contexts() throws OperatorException {
        assertThat(KubeConfig.find(Optional.empty(), Map.of("HOME", home.toString())))
                .isEmpty();
    }

    @Test
    void a_file_that_is_no_yaml_is_named() throws IOException {
        Path file = Files.writeString(home.resolve("bad"), "contexts: [");

        assertThatThrownBy(() -> KubeConfig.find(Optional.of(file), Map.of()))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("bad: cannot be read as a file of contexts");
    }
}
