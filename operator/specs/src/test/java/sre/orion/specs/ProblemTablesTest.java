package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.specs.yaml.Problem;

/**
 * The tables in {@code src/test/resources/tables}: each row is a title after {@code ###}, what a person writes, and
 * after {@code >>>} every problem in the words that person reads. {@code -Dgolden.update=true} writes what is so now.
 */
class ProblemTablesTest {
    private static final Path TABLES =
            Path.of(System.getProperty("orion.home"), "operator/specs/src/test/resources/tables");
    private static final String TITLE = "### ";
    private static final String PROBLEM = ">>> ";

    /** Row is one line of a table. */
    private record Row(String title, String written, List<String> expected) {
        @Override
        public String toString() {
            String problems =
                    expected.stream().map(problem -> PROBLEM + problem + "\n").collect(Collectors.joining());
            return TITLE + title + "\n" + written + problems;
        }
    }

    @TestFactory
    List<DynamicTest> everyErrorOfAContainerHasItsPlaceAndSaysWhatToWrite() throws IOException {
        return tests("container-errors.txt", written -> Specs.container(written).errors());
    }

    @TestFactory
    List<DynamicTest> everyErrorOfADocumentHasItsPlaceAndSaysWhatToWrite() throws IOException {
        return tests(
                "document-errors.txt",
                written -> Specs.of("cortex/web.yaml", written).errors());
    }

    @TestFactory
    List<DynamicTest> whatIsTakenOtherwiseThanWrittenIsTold() throws IOException {
        return tests(
                "container-warnings.txt", written -> Specs.container(written).warnings());
    }

    @TestFactory
    List<DynamicTest> whatDockerComposeRefusesIsRefusedOnImport() throws IOException {
        return tests(
                "import-errors.txt",
                written -> Imported.file("/srv/shop", written).errors().stream()
                        .map(Problem::toString)
                        .toList());
    }

    /** Loading is what a table is about: text in, problems out. */
    private interface Loading {
        List<String> problems(String written);
    }

    private static List<DynamicTest> tests(String table, Loading loading) throws IOException {
        List<Row> rows = rows(Files.readString(TABLES.resolve(table)));
        if (Boolean.getBoolean("golden.update")) {
            rows = rows.stream()
                    .map(row -> new Row(row.title, row.written, loading.problems(row.written)))
                    .toList();
            Files.writeString(
                    TABLES.resolve(table), rows.stream().map(Row::toString).collect(Collectors.joining("\n")));
        }
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.title, () -> {
                    assertThat(row.expected).isNotEmpty();
                    assertThat(loading.problems(row.written)).isEqualTo(row.expected);
                }))
                .toList();
    }

    private static List<Row> rows(String table) {
        var rows = new ArrayList<Row>();
        for (String part : table.split("(?m)^### ", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int end = part.indexOf('\n');
            List<String> lines = part.substring(end + 1).lines().toList();
            String written = lines.stream()
                    .filter(line -> !line.startsWith(PROBLEM))
                    .collect(Collectors.joining("\n"))
                    .stripTrailing();
            List<String> expected = lines.stream()
                    .filter(line -> line.startsWith(PROBLEM))
                    .map(line -> line.substring(PROBLEM.length()))
                    .toList();
            rows.add(new Row(part.substring(0, end), written + "\n", expected));
        }
        return rows;
    }
}
