package sre.orion.agent.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sre.orion.fixtures.Eventually;
import sre.orion.fixtures.bench.RecordingProxy;
import sre.orion.fixtures.bench.RecordingProxy.Passage;
import sre.orion.fixtures.engine.FixtureClient;
import sre.orion.fixtures.engine.FixtureEvents;
import sre.orion.fixtures.engine.FixtureImages;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.Signals;
import sre.orion.fixtures.operator.OperatorProcess;
import tools.jackson.databind.JsonNode;

/**
 * TestNode is a node to be tested: an engine, a folder of specs, a state directory, and the operator between them. Its name is its Compose
 * project too, so several can share an engine, one after the other.
 */
public final class TestNode implements AutoCloseable {
    public static final Duration SOON = Duration.ofSeconds(60);
    private static final int LOG_LINES = 40;

    private final PrivateEngine engine;
    private final String name;
    private final boolean alone;
    private final Path folder;
    private final FixtureEvents events;
    private final @Nullable RecordingProxy proxy;
    private final List<String> mutations = new ArrayList<>();
    private Path state;
    private final String dockerHost;
    private @Nullable OperatorProcess operator;

    private TestNode(PrivateEngine engine, String name, boolean recorded, boolean alone, @Nullable Path socket)
            throws IOException {
        this.engine = engine;
        this.name = name;
        this.alone = alone;
        FixtureImages.busybox(engine.client());
        folder = Files.createTempDirectory("orion-" + name);
        state = folder.resolve("state");
        Files.createDirectories(specs().resolve(name));
        events = engine.client().events();
        proxy = recorded ? new RecordingProxy(folder.resolve("proxy.sock"), engine.socket()) : null;
        Path listening = socket == null ? engine.socket() : socket;
        dockerHost = "unix://" + (recorded ? folder.resolve("proxy.sock") : listening);
    }

    /** A node whose operator speaks to the engine directly. */
    public static TestNode on(PrivateEngine engine, String name) {
        return made(engine, name, false, false, null);
    }

    /** A node whose operator speaks to the engine through a socket that is not the engine's own. */
    public static TestNode behind(Path socket, PrivateEngine engine, String name) {
        return made(engine, name, false, false, socket);
    }

    /** A node on an engine of its own, which is closed with it. */
    public static TestNode alone(PrivateEngine engine, String name) {
        return made(engine, name, false, true, null);
    }

    /** A node whose operator's calls are noted, see {@link #mutations}. */
    public static TestNode recordedOn(PrivateEngine engine, String name) {
        return made(engine, name, true, false, null);
    }

    private static TestNode made(
            PrivateEngine engine, String name, boolean recorded, boolean alone, @Nullable Path socket) {
        try {
            return new TestNode(engine, name, recorded, alone, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PrivateEngine engine() {
        return engine;
    }

    public FixtureClient client() {
        return engine.client();
    }

    /** The engine's events since this node was made, up to the end of the daemon. */
    public FixtureEvents events() {
        return events;
    }

    /** The folder that is this node's alone; the same path inside the engine and outside. */
    public Path folder() {
        return folder;
    }

    /** The folder that holds the node's folder of specs. */
    public Path specs() {
        return folder.resolve("specs");
    }

    public Path state() {
        return state;
    }

    public OperatorProcess operator() {
        return requireNonNull(operator, "the operator was not started");
    }

    /** Does something while the operator stands still, as a machine does that sleeps. */
    public void whileItSleeps(Runnable deed) {
        Signals.send("STOP", operator().pid());
        try {
            deed.run();
        } finally {
            Signals.send("CONT", operator().pid());
        }
    }

    // --- what is wanted

    /** Writes a file of the node's specs, as an editor would: a new one in the place of the old. */
    public TestNode file(String file, String text) {
        try {
            Path target = specs().resolve(name).resolve(file);
            Path next = folder.resolve("next");
            Files.writeString(next, text);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a Service into a file of its own. */
    public TestNode wants(ServiceText service) {
        return file(service.name() + ".yaml", service.yaml());
    }

    /** Writes a Network or Volume into a file of its own; {@code spec} is in YAML's flow style. */
    public TestNode wants(String kind, String resource, String spec) {
        return file(resource + ".yaml", """
                apiVersion: orion.sre/v1
                kind: %s
                metadata: {name: %s}
                spec: %s
                """.formatted(kind, resource, spec));
    }

    /** Removes a Service's, Network's or Volume's file. */
    public TestNode wantsNoMore(String resource) {
        try {
            Files.delete(specs().resolve(name).resolve(resource + ".yaml"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- the operator

    /** Starts the operator on the folder of specs. */
    public TestNode up(String... more) {
        return launch(Stream.concat(Stream.of("--specs", specs().toString()), Stream.of(more)));
    }

    /** Starts the operator with other arguments than {@code --state} and {@code --listen}. */
    public TestNode launch(Stream<String> arguments) {
        try {
            operator = OperatorProcess.launch(engine, dockerHost, state, arguments);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the operator by SIGTERM, forgets its history, and starts it again. */
    public TestNode upWithoutHistory() {
        operator().close();
        state = folder.resolve(state.getFileName() + "-again");
        return up();
    }

    /** Waits until the condition {@code Ready} of a resource is {@code True}. */
    public void readyOf(String kind, String resource) {
        eventually(() -> assertThat(condition(kind, resource, "Ready", "True"))
                .as(kind + " " + resource + " is Ready")
                .isTrue());
    }

    /** Waits until each Service is ready. */
    public TestNode ready(String... services) {
        for (String service : services) {
            readyOf("Service", service);
        }
        return this;
    }

    /** Writes a Service and waits until it is ready. */
    public TestNode running(ServiceText service) {
        wants(service);
        return ready(service.name());
    }

    /** Whether {@code /metrics} says that a condition has this status. */
    public boolean condition(String kind, String resource, String type, String status) throws IOException {
        return operator()
                        .metric("orion_condition{kind=\"%s\",name=\"%s\",namespace=\"%s\",status=\"%s\",type=\"%s\"}"
                                .formatted(kind, resource, name, status, type))
                == 1;
    }

    /** Waits until a condition of a Service has this status for this reason, as the log tells. */
    public void says(String service, String type, String status, String reason) {
        eventually(() -> {
            List<String> about = operator().lines().stream()
                    .filter(line -> line.contains("msg=\"condition changed\"")
                            && line.contains(" name=" + service + " ")
                            && line.contains(" type=" + type + " "))
                    .toList();
            assertThat(about).as(type + " of " + service).isNotEmpty();
            assertThat(about.getLast()).contains("status=" + status + " ", "reason=" + reason + " ");
        });
    }

    /** Waits until the log has a line with these texts. */
    public void tells(String... texts) {
        eventually(() -> assertThat(operator().lines())
                .anySatisfy(line -> assertThat(line).contains(texts)));
    }

    /** Waits until the log has what a pattern looks for, and gives its first group. */
    public String find(Pattern pattern) {
        var found = new AtomicReference<>("");
        eventually(() -> found.set(operator().lines().stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the log has no " + pattern))));
        return found.get();
    }

    /** What the operator asked the engine to change so far, such as {@code POST /containers/create?name=x}; only of a recorded node. */
    public List<String> mutations() {
        requireNonNull(proxy, "this node is not recorded").take().stream()
                .filter(Passage::mutating)
                .map(Passage::what)
                .forEach(mutations::add);
        return List.copyOf(mutations);
    }

    // --- what is there

    /** The name Compose gives to a service's container. */
    public String containerName(String service) {
        return name + "-" + service + "-1";
    }

    /** Inspect of a service's container. */
    public JsonNode container(String service) {
        return client().get("/containers/" + containerName(service) + "/json");
    }

    public String id(String service) {
        return container(service).path("Id").asString();
    }

    public String startedAt(String service) {
        return container(service).at("/State/StartedAt").asString();
    }

    /** Fails unless a service's container runs, not paused. */
    public void assertRuns(String service) {
        JsonNode runState = container(service).path("State");
        assertThat(runState.path("Status").asString()).as(service).isEqualTo("running");
    }

    /** Waits until a service's container runs. */
    public TestNode runs(String service) {
        eventually(() -> assertRuns(service));
        return this;
    }

    /** The names of all containers of this project, running or not, sorted. */
    public List<String> containers() {
        return client().get("/containers/json?all=1&filters="
                        + FixtureClient.encoded("{\"label\":[\"com.docker.compose.project=" + name + "\"]}"))
                .valueStream()
                .map(row -> row.at("/Names/0").asString().substring(1))
                .sorted()
                .toList();
    }

    /** Waits for an assertion; when it does not hold soon, the failure shows the operator's last words. */
    public void eventually(Eventually.Attempt attempt) {
        eventually(SOON, attempt);
    }

    /** Makes an assertion that must hold already; a failure shows the operator's last words too. */
    public void now(Eventually.Attempt attempt) {
        eventually(Duration.ZERO, attempt);
    }

    public void eventually(Duration limit, Eventually.Attempt attempt) {
        try {
            Eventually.within(limit, attempt);
        } catch (AssertionError failure) {
            String ended = operator().alive() ? "" : " (the operator has ended)";
            throw new AssertionError(failure.getMessage() + ended + "\n" + lastWords(), failure);
        }
    }

    private String lastWords() {
        String calls = proxy == null ? "" : "\nchanges asked for: " + String.join("\n  ", mutations());
        return "the operator's last words:\n  " + String.join("\n  ", operator().tail(LOG_LINES)) + calls;
    }

    /** Ends the operator, and removes every container of the project or the engine that is the node's own. */
    @Override
    public void close() {
        try {
            if (operator != null) {
                operator.close();
            }
            if (proxy != null) {
                proxy.close();
            }
            events.close();
            if (alone) {
                engine.close();
                return;
            }
            containers().forEach(container -> client().delete("/containers/" + container + "?force=1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
