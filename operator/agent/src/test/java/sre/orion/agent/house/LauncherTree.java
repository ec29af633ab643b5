package sre.orion.agent.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A small copy of the project with the real launcher, and a Maven, a JDK 25 and engine tools that only write down how they were called:
 * what the launcher does can be watched in milliseconds.
 */
final class LauncherTree {
    static final Path PROJECT =
            Path.of(System.getProperty("orion.home", "../..")).toAbsolutePath().normalize();

    /** What the launcher itself calls; nothing else of the machine is in its PATH. */
    private static final List<String> COREUTILS =
            List.of("awk bash cat cmp cp env find flock grep head mkdir readlink rm sha256sum sort tail tee touch xargs"
                    .split(" "));

    private static final String MAVEN = """
            #!/bin/bash
            echo "mvn $*" >>"$CALLS"
            [ -z "${MAVEN_SAYS:-}" ] || { printf '%b' "$MAVEN_SAYS"; exit "${MAVEN_ENDS:-0}"; }
            while [ "$1" != --file ]; do shift; done
            for module in operator/agent operator/cli test-fixtures; do
              mkdir -p "${2%/pom.xml}/$module/target/lib"
              touch "${2%/pom.xml}/$module/target/${module##*/}.jar" "${2%/pom.xml}/$module/target/lib/shared.jar"
            done
            """;

    private static final String JAVA = """
            #!/bin/bash
            echo "java $*" >>"$CALLS"
            echo "folder $PWD"
            for argument in "$@"; do case $argument in -XX:AOTCacheOutput=*) echo cache >"${argument#*=}" ;; esac; done
            """;

    private final Path folder;
    private final Path calls;
    private final Map<String, String> environment = new LinkedHashMap<>();

    LauncherTree(Path folder) throws IOException {
        this.folder = folder;
        this.calls = folder.resolve("calls");
        Files.createFile(calls);
        copyLauncher();
        write(root().resolve("pom.xml"), "<project/>");
        write(root().resolve(".mvn/jvm.config"), "");
        write(root().resolve("reconcilers/Source.java"), "class Source {}");
        write(root().resolve("test-fixtures/pom.xml"), "<project/>");
        Path tools = Files.createDirectories(folder.resolve("bin"));
        for (String tool : COREUTILS) {
            script(tools.resolve(tool), "#!/bin/bash\nexec " + find(tool) + " \"$@\"\n");
        }
        for (String tool : List.of("dockerd", "iptables", "ip", "busybox", "debootstrap", "mkfs.ext4", "git")) {
            script(tools.resolve(tool), "#!/bin/bash\n");
        }
        script(tools.resolve("mvn"), MAVEN);
        script(tools.resolve("id"), "#!/bin/bash\necho \"${USER_ID:-0}\"\n");
        environment.put("PATH", tools.toString());
        environment.put("CALLS", calls.toString());
        environment.put("JAVA_HOME", jdk("jdk-25", "25.0.3").toString());
    }

    /** How one run of the launcher ended. */
    record Ended(int status, String out, String err) {}

    Path root() {
        return folder.resolve("orion tree");
    }

    Path folder() {
        return folder;
    }

    void setEnvironment(String name, String value) {
        environment.put(name, value);
    }

    void removeTool(String name) throws IOException {
        Files.delete(folder.resolve("bin").resolve(name));
    }

    /** A folder that looks like a JDK of the version given. */
    Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve("jvm").resolve(name);
        write(home.resolve("release"), "IMPLEMENTOR=\"test\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), JAVA);
        script(home.resolve("bin/javac"), "#!/bin/bash\n");
        return home;
    }

    Ended orion(String... arguments) throws IOException, InterruptedException {
        return run(
                folder,
                Stream.concat(Stream.of(root().resolve("orion").toString()), Stream.of(arguments))
                        .toList());
    }

    Ended run(Path where, List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(where.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end: " + command);
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The calls since the last time this was asked, a line each. */
    List<String> newCalls() throws IOException {
        List<String> lines = Files.readAllLines(calls);
        Files.writeString(calls, "");
        return lines;
    }

    /** Makes a file look as if it had been written in this very moment, whatever the clock's grain. */
    static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
    }

    static void write(Path file, String text) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text, UTF_8);
    }

    private static void script(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(tool + " is on neither /usr/bin nor /bin"));
    }

    private void copyLauncher() throws IOException {
        Path scripts = Files.createDirectories(root().resolve("operator/launch"));
        Files.copy(PROJECT.resolve("orion"), root().resolve("orion"));
        try (Stream<Path> files = Files.list(PROJECT.resolve("operator/launch"))) {
            for (Path file : files.toList()) {
                Files.copy(file, scripts.resolve(file.getFileName()));
            }
        }
    }
}
