package sre.orion.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import sre.orion.agent.engine.EngineAddress;
import sre.orion.agent.engine.SimulatedTransport;
import sre.orion.agent.serve.ListenAddress;
import sre.orion.agent.serve.ServerOptions;
import sre.orion.agent.serve.Tokens;
import sre.orion.agent.state.StartRefusal;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.VirtualTime;

/** A whole operator, doors and all, on a simulated engine whose time goes as the wall's. */
final class SimulatedNode implements AutoCloseable {
    static final String NODE = "cortex";

    static final String OPERATE = "a-token-that-may-operate";
    static final String READ = "a-token-that-may-only-read";

    private static final Duration TICK = Duration.ofMillis(20);

    final SimulatedEngine engine = new SimulatedEngine(Dialect.V28_5, new VirtualTime(Instant.now()));
    final Path socket;
    private final Path folder;
    private final Thread clock = Thread.ofVirtual().unstarted(this::tick);
    private volatile boolean closed;
    private Operator operator;
    private int port;

    /** An operator of the specs in {@code folder/specs}; the image {@code app:1} is there. */
    SimulatedNode(Path folder, String specs) throws IOException, StartRefusal, InterruptedException {
        this.folder = folder;
        socket = folder.resolve("state/orion.sock");
        write("all.yaml", specs);
        engine.host().image("app:1", "{\"Cmd\":[\"app\"]}");
        clock.start();
        operator = start();
    }

    private Operator start() throws StartRefusal, InterruptedException {
        var options = new OperatorOptions(
                new SpecOrigin.Folder(folder.resolve("specs")),
                Optional.of(NODE),
                folder.resolve("state"),
                SecretFiles.in(folder.resolve("state")),
                new ServerOptions(ListenAddress.parse("127.0.0.1:" + port), socket, tokens(), Optional.empty()),
                EngineAddress.of("unix:///simulated.sock"),
                Duration.ofSeconds(30));
        var started = new Operator(options, new SimulatedTransport(engine));
        started.start();
        port = started.port();
        return started;
    }

    /** One token for each role. */
    private Tokens tokens() throws StartRefusal {
        Path file = folder.resolve("tokens");
        try {
            Files.write(
                    file, (OPERATE + ",anna,operate\n" + READ + ",grafana,read\n").getBytes(StandardCharsets.UTF_8));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException unwritable) {
            throw new StartRefusal("no tokens can be written", unwritable);
        }
        return Tokens.read(file, System::nanoTime);
    }

    /** Writes a file of the node's specs. */
    void write(String file, String text) throws IOException {
        Path path = folder.resolve("specs/" + NODE + "/" + file);
        Files.createDirectories(path.getParent());
        Files.write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the operator and starts another one on the same port and state. */
    void restart() throws StartRefusal, InterruptedException {
        operator.close();
        operator = start();
    }

    int port() {
        return port;
    }

    private void tick() {
        while (!closed) {
            engine.time().advanceTo(Instant.now());
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    @Override
    public void close() {
        closed = true;
        operator.close();
    }
}
