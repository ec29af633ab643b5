package sre.orion.agent.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.operator.OrionCommand;

/** Ran is a command that has ended: its exit code, and its output and errors together. */
public record Ran(int code, String output) {
    /** Runs a command from the root folder. */
    public static Ran command(List<String> words) {
        return in(Path.of("/"), words);
    }

    /** Runs a command from a folder. */
    public static Ran in(Path folder, List<String> words) {
        try {
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + words + " ran", e);
        }
    }

    /** Runs {@code ./orion} against an engine. */
    public static Ran orion(PrivateEngine engine, String command, String... arguments) {
        return command(withHost(engine, OrionCommand.of(command, arguments)));
    }

    /** Runs {@code docker} of the engine's own suite; only {@code SID} brings one. */
    public static Ran docker(PrivateEngine engine, String... arguments) {
        var words = new ArrayList<>(List.of("docker"));
        words.addAll(List.of(arguments));
        return command(engine.inside(withHost(engine, words).toArray(String[]::new)));
    }

    private static List<String> withHost(PrivateEngine engine, List<String> words) {
        var all = new ArrayList<>(List.of("env", "DOCKER_HOST=" + engine.dockerHost()));
        all.addAll(words);
        return all;
    }

    /** The output of a command that must have ended with 0. */
    public String good() {
        if (code != 0) {
            throw new AssertionError("ended with " + code + ": " + output);
        }
        return output;
    }
}
