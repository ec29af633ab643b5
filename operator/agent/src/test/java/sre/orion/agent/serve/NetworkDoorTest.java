package sre.orion.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.agent.metrics.Metrics;
import sre.orion.agent.state.StartRefusal;
import sre.orion.fixtures.engine.Kubectl;

/** The port that others reach, with a certificate of its own and kubectl in front of it. */
class NetworkDoorTest {
    private static final String OPERATE = "a-token-that-may-operate";
    private static final String READ = "a-token-that-may-only-read";
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static final Metrics METRICS = new Metrics("1.2.3", Clock.systemUTC());
    private static Server server;
    private static HttpClient client;

    @BeforeAll
    static void open() throws Exception {
        KeyStore store = makeCertificate();
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        client = HttpClient.newBuilder().sslContext(context).build();
        server = Server.start(options(folder.resolve("certificate.pem")), new FixedView(), METRICS);
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
        METRICS.close();
    }

    private static ServerOptions options(Path certificate) throws IOException, StartRefusal {
        Path tokens =
                Files.writeString(folder.resolve("tokens"), OPERATE + ",anna,operate\n" + READ + ",grafana,read\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        return new ServerOptions(
                ListenAddress.parse("127.0.0.1:0"),
                folder.resolve("orion.sock"),
                Tokens.read(tokens, System::nanoTime),
                Optional.of(NetworkDoor.of("127.0.0.1:0", certificate, folder.resolve("key.pem"))));
    }

    /** Makes a certificate for 127.0.0.1 and writes it and its key as PEM. */
    private static KeyStore makeCertificate() throws Exception {
        Path keys = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder((keytool
                                + " -genkeypair -alias door -keyalg EC -dname CN=orion -ext san=ip:127.0.0.1 -storetype PKCS12"
                                + " -storepass " + PASSWORD + " -keystore " + keys)
                        .split(" "))
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        pem("certificate.pem", "CERTIFICATE", store.getCertificate("door").getEncoded());
        pem(
                "key.pem",
                "PRIVATE KEY",
                store.getKey("door", PASSWORD.toCharArray()).getEncoded());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", store.getCertificate("door"));
        return trusted;
    }

    private static void pem(String file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    }

    private static HttpResponse<String> ask(String method, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.networkPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String kubectl(String token, String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Kubectl.program().toString(),
                "--kubeconfig=/dev/null",
                "--server=https://127.0.0.1:" + server.networkPort(),
                "--certificate-authority=" + folder.resolve("certificate.pem"),
                "--token=" + token));
        command.addAll(List.of(arguments.split(" ")));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + text;
    }

    @Test
    void kubectl_reads_with_a_token_over_tls() throws Exception {
        assertThat(kubectl(READ, "get --raw /readyz")).isEqualTo("0 ok");
        assertThat(kubectl(READ, "get services.orion.sre -A")).startsWith("0 No resources found");
        assertThat(kubectl(READ, "auth can-i patch services.orion.sre")).startsWith("1 no");
        assertThat(kubectl(OPERATE, "auth can-i patch services.orion.sre")).startsWith("0 yes");
    }

    @Test
    void nobody_comes_in_without_a_token() throws Exception {
        var answer = ask("GET", "/apis/orion.sre/v1/services");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"kind\":\"Status\"", "\"reason\":\"Unauthorized\"");
        assertThat(ask("GET", "/metrics").statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_that_may_only_read_operates_nothing() throws Exception {
        String path = "/apis/orion.sre/v1/namespaces/cortex/services/web";

        var refused = ask("DELETE", path, "Authorization", "Bearer " + READ);

        assertThat(refused.statusCode()).isIn(403, 405);
        assertThat(refused.body()).contains("\"kind\":\"Status\"");
    }

    @Test
    void a_page_of_another_origin_is_refused_even_with_a_token() throws Exception {
        var answer = ask("GET", "/readyz", "Authorization", "Bearer " + READ, "Origin", "https://evil.example");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void plain_http_gets_nothing() {
        URI plain = URI.create("http://127.0.0.1:" + server.networkPort() + "/readyz");

        assertThatThrownBy(() -> client.send(
                        HttpRequest.newBuilder(plain).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void files_that_are_no_certificate_are_named() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "not a certificate");
        ServerOptions unusable = options(garbage);

        assertThatThrownBy(() -> Server.start(unusable, new FixedView(), METRICS))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("garbage.pem");
        ServerOptions missing = options(folder.resolve("nowhere.pem"));
        assertThatThrownBy(() -> Server.start(missing, new FixedView(), METRICS))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("nowhere.pem cannot be read");
    }
}
