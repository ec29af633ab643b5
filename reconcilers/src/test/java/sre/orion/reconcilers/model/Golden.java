package sre.orion.reconcilers.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Golden is a table of named cases and the text that each must give, kept in a file that people review. It is written
 * anew only with {@code -Dgolden.update=true}.
 */
public final class Golden {
    private static final Path FOLDER = Path.of(System.getProperty("golden.folder", "src/test/resources/golden"));
    private static final String HEAD = "## ";

    private final Path file;
    private final SortedMap<String, Supplier<String>> cases = new TreeMap<>();

    public Golden(String name) {
        file = FOLDER.resolve(name + ".txt");
    }

    /** Adds a case; its name is a sentence. */
    public Golden add(String name, Supplier<String> text) {
        if (cases.put(name, text) != null) {
            throw new IllegalArgumentException("two cases are named " + name);
        }
        return this;
    }

    /** One test a case. */
    public Stream<DynamicTest> tests() {
        if (Boolean.getBoolean("golden.update")) {
            write();
        }
        SortedMap<String, String> expected = read();
        assertThat(expected.keySet()).isEqualTo(cases.keySet());
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(entry.getValue().get()).isEqualTo(expected.get(entry.getKey()))));
    }

    private void write() {
        var text = new StringBuilder();
        cases.forEach((name, given) ->
                text.append(HEAD).append(name).append('\n').append(given.get()).append('\n'));
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private SortedMap<String, String> read() {
        SortedMap<String, String> read = new TreeMap<>();
        try {
            for (String section : Files.readString(file).split("(?m)^" + HEAD, -1)) {
                int end = section.indexOf('\n');
                if (end > 0) {
                    read.put(
                            section.substring(0, end),
                            section.substring(end + 1).stripTrailing() + "\n");
                }
            }
            return read;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
