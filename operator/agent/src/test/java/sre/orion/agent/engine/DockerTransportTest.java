package sre.orion.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.agent.engine.TransportException.Effect;
import tools.jackson.databind.JsonNode;

class DockerTransportTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    @Test
    void anAnswerIsAnsweredWhateverItsStatus() throws Exception {
        try (FakePeer peer = engine(_ -> FakePeer.json("404 Not Found", "{\"message\":\"No such container: x\"}"));
                var transport = new DockerTransport(peer.address())) {
            EngineAnswer answer = transport.call(EngineRequest.get("/containers/x/json", LONG));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.message()).isEqualTo("No such container: x");
        }
    }

    @Test
    void theVersionIsTheNewestThatBothSpeak() throws Exception {
        try (FakePeer peer = FakePeer.engine(socket(), "1.41", "1.12", _ -> FakePeer.json("200 OK", "[]"));
                var transport = new DockerTransport(peer.address())) {
            transport.call(EngineRequest.get("/networks", LONG));

            assertThat(peer.requests()).containsExactly("GET /v1.41/networks");
        }
        try (FakePeer peer = FakePeer.engine(socket(), "1.77", "1.40", _ -> FakePeer.json("200 OK", "[]"));
                var transport = new DockerTransport(peer.address())) {
            transport.call(EngineRequest.get("/networks", LONG));

            assertThat(peer.requests()).containsExactly("GET /v1.51/networks");
        }
    }

    @Test
    void anEngineThatIsTooOldOrTooNewIsNamedAndNothingIsSent() throws Exception {
        try (FakePeer peer = FakePeer.engine(socket(), "1.39", "1.12", _ -> FakePeer.SILENCE);
                var transport = new DockerTransport(peer.address())) {
            TransportException failure = failureOf(transport, EngineRequest.post("/containers/x/start", LONG));

            assertThat(failure.effect()).isEqualTo(Effect.NOT_SENT);
            assertThat(failure).hasMessageContaining("1.39").hasMessageContaining("upgrade Docker to 20.10");
            assertThat(peer.requests()).isEmpty();
        }
        try (FakePeer peer = FakePeer.engine(socket(), "1.90", "1.60", _ -> FakePeer.SILENCE);
                var transport = new DockerTransport(peer.address())) {
            assertThat(failureOf(transport, EngineRequest.get("/networks", LONG)))
                    .hasMessageContaining("1.60")
                    .hasMessageContaining("upgrade Orion");
        }
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUpAtTheDeadline() throws Exception {
        try (FakePeer peer = engine(_ -> FakePeer.SILENCE);
                var transport = new DockerTransport(peer.address())) {
            transport.apiVersion();

            assertThat(failureInTime(transport, EngineRequest.post("/containers/x/stop", SHORT)))
                    .isEqualTo(Effect.UNKNOWN);
        }
    }

    @Test
    void stopsThatTakeLongKeepNoReadWaiting() throws Exception {
        try (FakePeer peer = engine(
                        request -> request.startsWith("GET ") ? FakePeer.json("200 OK", "[]") : FakePeer.SILENCE);
                var transport = new DockerTransport(peer.address())) {
            transport.apiVersion();
            List<Thread> stops = new ArrayList<>();
            for (int number = 0; number < DockerTransport.AT_ONCE; number++) {
                EngineRequest stop = EngineRequest.post("/containers/x" + number + "/stop", LONG);
                stops.add(Thread.ofVirtual().start(() -> failureOf(transport, stop)));
            }
            awaitRequests(peer, DockerTransport.AT_ONCE);

            assertThat(transport
                            .call(EngineRequest.get("/networks", SHORT.multipliedBy(10)))
                            .status())
                    .isEqualTo(200);
            stops.forEach(Thread::interrupt);
        }
    }

    @Test
    void halfABodyIsGivenUpAtTheDeadline() throws Exception {
        String half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n[{";
        try (FakePeer peer = engine(_ -> half);
                var transport = new DockerTransport(peer.address())) {
            transport.apiVersion();

            assertThat(failureInTime(transport, EngineRequest.get("/networks", SHORT)))
                    .isEqualTo(Effect.UNKNOWN);
        }
    }

    @Test
    void aConnectionThatIsClosedWithoutAnswerLeavesTheOutcomeOpen() throws Exception {
        try (FakePeer peer = engine(_ -> FakePeer.DROP);
                var transport = new DockerTransport(peer.address())) {
            TransportException failure = failureOf(transport, EngineRequest.post("/containers/x/stop", LONG));

            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(peer.requests()).containsExactly("POST /v1.51/containers/x/stop");
        }
    }

    @Test
    void nobodyWhoListensMeansThatNothingWasSent() {
        try (var transport = new DockerTransport(EngineAddress.of("unix://" + folder.resolve("nobody.sock")))) {
            TransportException failure = failureOf(transport, EngineRequest.post("/containers/x/start", LONG));

            assertThat(failure.effect()).isEqualTo(Effect.NOT_SENT);
            assertThat(failure).hasMessageContaining("nobody.sock").hasMessageContaining("No such file");
        }
    }

    @Test
    void aRestartedEngineIsSpokenToAgainWithoutAFailure() throws Exception {
        var version = new AtomicInteger(41);
        Function<String, String> script = request -> request.equals("GET /_ping")
                ? FakePeer.answer("200 OK", "text/plain", "OK", "Api-Version: 1." + version.get())
                : FakePeer.json("200 OK", "{}");
        try (var peer = new FakePeer(socket(), script);
                var transport = new DockerTransport(peer.address())) {
            transport.call(EngineRequest.post("/containers/x/start", LONG));
            version.set(51);
            peer.restart();

            transport.call(EngineRequest.post("/containers/x/start", LONG));
            transport.call(EngineRequest.post("/containers/x/start", LONG));

            assertThat(peer.requests()).last().isEqualTo("POST /v1.51/containers/x/start");
        }
    }

    @Test
    void anInterruptEndsACallAtOnce() throws Exception {
        try (FakePeer peer = engine(_ -> FakePeer.SILENCE);
                var transport = new DockerTransport(peer.address())) {
            transport.apiVersion();
            Thread.currentThread().interrupt();

            assertThat(failureOf(transport, EngineRequest.get("/networks", LONG))
                            .effect())
                    .isEqualTo(Effect.UNKNOWN);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void refusalsThatAreNoJsonAreReadAsText() throws Exception {
        String html = "<html><head><title>403</title></head><body><h1>403 Forbidden</h1>\n"
                + "Request forbidden by administrative rules.</body></html>";
        try (FakePeer peer = engine(_ -> FakePeer.answer("403 Forbidden", "text/html", html, "Server: proxy"));
                var transport = new DockerTransport(peer.address())) {
            assertThat(transport.call(EngineRequest.get("/networks", LONG)).message())
                    .isEqualTo("403 Forbidden Request forbidden by administrative rules.");
        }
    }

    @Test
    void aStreamGivesValueByValueAndEndsWhenItIsClosed() throws Exception {
        String begun = FakePeer.chunks("{\"a\":1}", "{\"a\":2}\n");
        try (FakePeer peer = engine(_ -> begun);
                var transport = new DockerTransport(peer.address());
                EngineStream stream = transport.open(EngineRequest.get("/events", LONG))) {
            assertThat(stream.next().map(value -> value.path("a").asInt())).contains(1);
            assertThat(stream.next().map(JsonNode::toString)).contains("{\"a\":2}");
            Thread.ofVirtual().start(stream::close);

            assertThatThrownBy(stream::next).isInstanceOf(TransportException.class);
        }
    }

    private FakePeer engine(Function<String, String> script) throws IOException {
        return FakePeer.engine(socket(), "1.51", "1.24", script);
    }

    private Path socket() {
        return folder.resolve("engine.sock");
    }

    private static void awaitRequests(FakePeer peer, int count) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (peer.requests().size() < count && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(peer.requests()).hasSize(count);
    }

    private static TransportException failureOf(EngineTransport transport, EngineRequest request) {
        return catchThrowableOfType(TransportException.class, () -> transport.call(request));
    }

    private static Effect failureInTime(EngineTransport transport, EngineRequest request) {
        long start = System.nanoTime();
        TransportException failure = failureOf(transport, request);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(failure).hasMessageContaining("no answer within 300 ms");
        return failure.effect();
    }
}
