package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sre.orion.specs.variable.EnvFile;
import sre.orion.specs.variable.Interpolation;
import sre.orion.specs.variable.InterpolationException;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Problem.Severity;
import sre.orion.specs.yaml.Problems;

/**
 * Whatever stands in a file, an import of it ends in specs or in errors with their places, and so do the loader, the
 * interpolation and the reader of env files. One seed alone: {@code -Dorion.seed=7}.
 */
class ImportFuzzTest {
    private static final int SEEDS = 20;
    private static final int FILES = 15;
    private static final int TEMPLATES = 2_000;
    private static final List<String> ODD = List.of(
            "",
            "~",
            "null",
            "true",
            "no",
            "0",
            "-1",
            "022",
            "1.5",
            "1e9",
            ".inf",
            "2024-01-02",
            "\"\"",
            "[]",
            "{}",
            "[a, b]",
            "{a: b}",
            "$",
            "$$",
            "${",
            "${X",
            "${X:-}",
            "${X:?no}",
            "*a",
            "&a x",
            "<<: *a",
            "!reset null",
            "!override",
            "- x",
            "|",
            ">-",
            "'",
            "\"",
            ":",
            "#",
            "@",
            "%",
            "a: b: c",
            "\t",
            "\u0000",
            "\uFEFF",
            "ü",
            "service:x",
            "container:x",
            "/",
            "..",
            "~/x",
            "a:b:c:d",
            "1-2:3-4",
            "99999",
            "512m",
            "1h",
            "9".repeat(30));

    static LongStream seeds() {
        Long one = Long.getLong("orion.seed");
        return one == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void harmedFilesEndInSpecsOrInErrorsWithTheirPlaces(long seed) {
        var random = new Random(seed);
        List<byte[]> files = files();
        for (int i = 0; i < FILES; i++) {
            byte[] file = harmed(files.get(random.nextInt(files.size())), random);
            String text = new String(file, StandardCharsets.UTF_8);
            Imported imported = Imported.file("/srv/app", file);
            assertThat(imported.result().isPresent())
                    .as(text)
                    .isEqualTo(imported.errors().isEmpty());
            assertThat(imported.errors()).as(text).allSatisfy(error -> {
                assertThat(error.location().file()).isEqualTo("compose.yaml");
                assertThat(error.location().line()).isPositive();
                assertThat(error.text()).isNotBlank();
            });
            if (imported.result().isPresent()) {
                assertThat(imported.rendered()).as(text).isNotNull();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTextIsATemplateOrSaysWhyNot(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TEMPLATES; i++) {
            String template = text(random, "${}:-+?AB x\n$");
            try {
                assertThat(new Interpolation(Variables.NONE, unset -> {}).apply(template))
                        .isNotNull();
            } catch (InterpolationException e) {
                assertThat(e.text()).isNotBlank();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTextIsAnEnvFileOrSaysWhereItIsNot(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TEMPLATES / 10; i++) {
            byte[] text = text(random, "AB=:'\"\\ \n#$ {}export").getBytes(StandardCharsets.UTF_8);
            var problems = new Problems();
            EnvFile.read(".env", text, Variables.NONE, problems);
            EnvFile.readRaw(".env", text, Variables.NONE, problems);
            assertThat(problems.all(Severity.ERROR))
                    .allSatisfy(error -> assertThat(error.location().line()).isPositive());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void harmedSpecsAreTakenOrRefusedWithTheirPlaces(long seed) {
        var random = new Random(seed);
        List<byte[]> files = files();
        for (int i = 0; i < FILES / 3; i++) {
            Imported.file("/srv/app", files.get(random.nextInt(files.size())))
                    .result()
                    .ifPresent(imported -> imported.files().forEach((path, text) -> {
                        byte[] file = harmed(text.getBytes(StandardCharsets.UTF_8), random);
                        LoadResult result =
                                new Specs().and("cortex/web.yaml", file).load();
                        if (result instanceof LoadResult.Refused refused) {
                            assertThat(refused.problems())
                                    .isNotEmpty()
                                    .allSatisfy(problem -> assertThat(
                                                    problem.location().line())
                                            .isPositive());
                        }
                    }));
        }
    }

    private static String text(Random random, String alphabet) {
        var text = new StringBuilder();
        for (int length = random.nextInt(40); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** The file with up to four things done to it that a slip of the hand, a merge or an enemy does. */
    private static byte[] harmed(byte[] file, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(new String(file, StandardCharsets.UTF_8).split("\n", -1)));
        for (int harms = 1 + random.nextInt(4); harms > 0; harms--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(8)) {
                case 0 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
                case 1 -> lines.add(random.nextInt(lines.size()), line);
                case 2 -> lines.set(at, " ".repeat(random.nextInt(5)) + line.strip());
                case 3, 4 -> lines.set(at, withValue(line, ODD.get(random.nextInt(ODD.size()))));
                case 5 -> lines.set(at, line + ODD.get(random.nextInt(ODD.size())));
                case 6 -> lines.set(at, lines.get(random.nextInt(lines.size())));
                default -> {
                    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < 3 && bytes.length > 0; i++) {
                        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                    }
                    return bytes;
                }
            }
            if (lines.isEmpty()) {
                lines.add("");
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static String withValue(String line, String value) {
        int colon = line.indexOf(": ");
        return colon < 0 ? line : line.substring(0, colon + 2) + value;
    }

    private static List<byte[]> files() {
        try (Stream<Path> all = Files.list(Imported.FILES)) {
            List<byte[]> files = new ArrayList<>();
            for (Path folder : all.sorted().toList()) {
                files.add(Files.readAllBytes(folder.resolve("compose.yaml")));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
