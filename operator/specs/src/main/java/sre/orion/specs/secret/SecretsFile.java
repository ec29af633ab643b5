package sre.orion.specs.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sre.orion.api.Immutable;
import sre.orion.specs.variable.EnvFile;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Problem;
import sre.orion.specs.yaml.Problems;

/**
 * SecretsFile is the one file of a node's secrets: {@code NAME=value} in Compose's dialect of env files, so that {@code
 * docker compose --env-file} reads it too, outside Git, for nobody to read but its owner.
 *
 * @param values by name; empty when there is trouble
 * @param trouble why the file is not used, with what to do; nothing of its content is in it
 */
public record SecretsFile(Path path, SortedMap<String, String> values, Optional<String> trouble) {
    public SecretsFile {
        values = Immutable.map(values);
    }

    /** The names that are there; values are for who asks for them. */
    @Override
    public String toString() {
        return path + " " + values.keySet();
    }

    /** The file as it is now. */
    public static SecretsFile read(Path path) {
        try {
            String exposed = PrivateFiles.exposed(path);
            if (exposed != null) {
                return new SecretsFile(path, new TreeMap<>(), Optional.of(exposed));
            }
            return parsed(path, Files.readAllBytes(path));
        } catch (NoSuchFileException missing) {
            String why =
                    "there is no secrets file " + path + "; make it, for you alone: install -m 600 /dev/null " + path;
            return new SecretsFile(path, new TreeMap<>(), Optional.of(why));
        } catch (IOException failed) {
            String why = "the secrets file " + path + " cannot be read: "
                    + failed.getClass().getSimpleName();
            return new SecretsFile(path, new TreeMap<>(), Optional.of(why));
        }
    }

    /** What is wrong in the file is told by line alone: the text beside it may be a secret. */
    private static SecretsFile parsed(Path path, byte[] bytes) {
        var problems = new Problems();
        SortedMap<String, String> values = EnvFile.read(path.toString(), bytes, Variables.NONE, problems);
        if (problems.errors() == 0) {
            return new SecretsFile(path, values, Optional.empty());
        }
        String places = problems.all(Problem.Severity.ERROR).stream()
                .map(problem -> problem.location().toString())
                .collect(Collectors.joining(", "));
        return new SecretsFile(
                path,
                new TreeMap<>(),
                Optional.of("the secrets file is not NAME=value at " + places + "; mend it there"));
    }

    /**
     * Adds names to the end of the file, which is made (0600) if need be; what is there is not touched.
     *
     * @throws IOException when it cannot be written, or may be read by others
     */
    public static void append(Path path, SortedMap<String, String> added) throws IOException {
        if (added.isEmpty()) {
            return;
        }
        PrivateFiles.makeFolderOf(path);
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (var file = FileChannel.open(path, options, PrivateFiles.PRIVATE);
                var lock = file.lock()) {
            String exposed = PrivateFiles.exposed(path);
            if (exposed != null) {
                throw new IOException(exposed);
            }
            String lines = added.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()) + "\n")
                    .collect(Collectors.joining());
            boolean midLine = file.size() > 0 && last(file) != '\n';
            var bytes = ByteBuffer.wrap(((midLine ? "\n" : "") + lines).getBytes(StandardCharsets.UTF_8));
            file.position(file.size());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
            lock.release();
        }
    }

    private static byte last(FileChannel file) throws IOException {
        var last = ByteBuffer.allocate(1);
        file.read(last, file.size() - 1);
        return last.get(0);
    }

    /** The value as every reader of env files reads it back: single quotes keep all but themselves and the backslash. */
    static String quoted(String value) {
        if (value.indexOf('\'') < 0 && value.indexOf('\\') < 0) {
            return "'" + value + "'";
        }
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + "\"";
    }
}
