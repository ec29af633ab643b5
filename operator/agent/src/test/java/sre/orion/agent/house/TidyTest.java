package sre.orion.agent.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("orion.home", "../.."));

    @Test
    void every_java_file_is_tidy() {
        List<SourceFile> files = SourceFile.below(ROOT, "operator", "reconcilers", "test-fixtures");

        assertThat(files).hasSizeGreaterThan(20);
        assertThat(files.stream().flatMap(file -> file.complaints().stream())).isEmpty();
    }

    @Test
    void a_long_file_and_a_long_function_are_found() {
        var file =
                new SourceFile("Long.java", "class Long {\n  void run() {\n" + "    run();\n".repeat(450) + "  }\n}\n");

        assertThat(file.complaints())
                .containsExactly("Long.java: 454 lines, more than 450", "Long.java:2: run has 452 lines, more than 60");
    }

    @Test
    void leftovers_are_found_with_their_line() {
        var file = new SourceFile("Left.java", "// TO" + "DO later\n@Dis" + "abled\nThread.sl" + "eep(1);\n");

        assertThat(file.complaints())
                .containsExactly(
                        "Left.java:1: TO" + "DO", "Left.java:2: @Dis" + "abled", "Left.java:3: Thread.sl" + "eep");
    }
}
