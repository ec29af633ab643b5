package sre.orion.agent;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import sre.orion.agent.engine.EngineAddress;
import sre.orion.agent.serve.ListenAddress;
import sre.orion.agent.serve.ServerOptions;
import sre.orion.agent.state.DurableFiles;
import sre.orion.agent.state.StartRefusal;

/**
 * WarmUp runs a whole operator for a moment on a {@link RehearsalEngine}, so that the ahead-of-time cache made meanwhile
 * holds all that a real start needs. Without it the first pass after a start takes seconds on a small machine.
 */
@Command(name = "warm-up", hidden = true, description = "Rehearse a start, for the ahead-of-time cache.")
final class WarmUp implements Callable<Integer> {
    private static final Duration RESYNC = Duration.ofMillis(200);
    private static final Pattern NINE_PASSES = Pattern.compile("orion_resync_seconds_count (9|[1-9][0-9])");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public Integer call() throws IOException, StartRefusal, InterruptedException {
        Path scratch = Files.createTempDirectory("orion-warm-up-");
        try {
            return rehearse(scratch) ? ExitCode.OK : ExitCode.FAILED;
        } finally {
            DurableFiles.removeTree(scratch);
        }
    }

    /** Whether the operator became ready and made nine passes. */
    private static boolean rehearse(Path scratch) throws IOException, StartRefusal, InterruptedException {
        Path specs = Files.createDirectories(scratch.resolve("specs/cortex")).getParent();
        try (InputStream canned = WarmUp.class.getResourceAsStream("rehearsal/specs.yaml")) {
            Files.write(
                    scratch.resolve("specs/cortex/all.yaml"),
                    requireNonNull(canned).readAllBytes());
        }
        CommandLine.populateCommand(new Up(), "--specs", requireNonNull(specs).toString());
        Path socket = scratch.resolve("engine.sock");
        var options = new OperatorOptions(
                new SpecOrigin.Folder(specs),
                Optional.empty(),
                scratch.resolve("state"),
                SecretFiles.in(scratch.resolve("state")),
                ServerOptions.onLoopback(ListenAddress.parse("127.0.0.1:0"), scratch.resolve("state/orion.sock")),
                EngineAddress.of("unix://" + socket),
                RESYNC);
        try (var _ = new RehearsalEngine(socket);
                var operator = new Operator(options)) {
            operator.start();
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (!NINE_PASSES.matcher(get(operator.port(), "/metrics")).find()) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                LockSupport.parkNanos(RESYNC.toNanos());
            }
            return get(operator.port(), "/readyz").contains("ok");
        }
    }

    private static String get(int port, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
