package sre.orion.agent.source;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Git is the {@code git} command, run with an argument vector, never a shell, and with a deadline. It asks nobody
 * anything, runs no hook, follows no submodule and no LFS pointer, and needs neither {@code $HOME} nor a configuration.
 */
final class Git {
    private static final int OUTPUT_LIMIT = 64 * 1024;
    private static final Pattern USER_INFO = Pattern.compile("(\\w+://)[^/@\\s]+@");
    private static final List<String> SETTINGS = List.of(
            "core.hooksPath=/dev/null",
            "core.symlinks=false",
            "core.autocrlf=false",
            "core.fsmonitor=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "fetch.recurseSubmodules=false",
            "http.lowSpeedLimit=1",
            "http.lowSpeedTime=30",
            "filter.lfs.smudge=",
            "filter.lfs.process=",
            "filter.lfs.required=false");

    private final Path folder;
    private final Path configuration;
    private volatile @Nullable Process running;

    /** Git in {@code folder}, with {@code configuration} in place of the user's. */
    Git(Path folder, Path configuration) {
        this.folder = folder;
        this.configuration = configuration;
    }

    /** Failure is a call that git refused or that took too long, in git's words, secrets masked. */
    static final class Failure extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    /** What git prints, both streams; fails unless it ends with exit code 0 within the deadline. */
    String run(Duration deadline, String... arguments) throws Failure, InterruptedException {
        return run(deadline, Map.of(), arguments);
    }

    String run(Duration deadline, Map<String, String> environment, String... arguments)
            throws Failure, InterruptedException {
        Process process = start(environment, arguments);
        running = process;
        CompletableFuture<Void> deadlinePassed = CompletableFuture.runAsync(
                () -> kill(process), CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS));
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readNBytes(OUTPUT_LIMIT), StandardCharsets.UTF_8);
            output.transferTo(OutputStream.nullOutputStream());
            int exitCode = process.waitFor();
            if (!deadlinePassed.cancel(false)) {
                throw new Failure("git " + arguments[0] + " took longer than " + deadline.toSeconds() + " s");
            }
            if (exitCode != 0) {
                throw new Failure(masked(complaint(text)));
            }
            return text;
        } catch (IOException failed) {
            throw new Failure("git " + arguments[0] + ": " + failed.getMessage());
        } finally {
            deadlinePassed.cancel(false);
            kill(process);
        }
    }

    private Process start(Map<String, String> environment, String... arguments) throws Failure {
        var command = new ArrayList<String>(List.of("git"));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("GIT_") && !name.equals("GIT_SSH_COMMAND"));
        variables.remove("SSH_ASKPASS");
        variables.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ConnectTimeout=15");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_CONFIG_GLOBAL", configuration.toString());
        variables.put("GIT_OPTIONAL_LOCKS", "0");
        variables.put("LC_ALL", "C");
        variables.putAll(environment);
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new Failure("git cannot be run: " + failed.getMessage() + "; install the package git");
        }
    }

    /** Ends the call under way, which then fails; for shutting down. */
    void stop() {
        Process process = running;
        if (process != null) {
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** What git says it failed at, without its advice; else the end of what it said. */
    private static String complaint(String text) {
        List<String> lines = text.strip().lines().toList();
        List<String> fatal =
                lines.stream().filter(line -> line.startsWith("fatal: ")).toList();
        return String.join("; ", fatal.isEmpty() ? lines.subList(Math.max(0, lines.size() - 3), lines.size()) : fatal);
    }

    /** The text with the user and password of every URL in it replaced. */
    static String masked(String text) {
        return USER_INFO.matcher(text).replaceAll("$1***@");
    }
}
