package sre.orion.agent.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sre.orion.agent.walk.SpecField.Shape;
import sre.orion.api.resource.Kind;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.specs.yaml.Problem;
import tools.jackson.databind.node.ObjectNode;

/** Walks every field of every kind on the simulated engine; {@link Walker} has the steps and what must be true after each. */
class SpecWalkTest {
    private static final List<Kind> KINDS = List.of(Kind.SERVICE, Kind.NETWORK, Kind.VOLUME);

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "NODE")
    void every_field_of_the_records_has_its_walk(Kind kind) {
        var fields = new TreeSet<String>();
        SpecField.of(kind).stream()
                .filter(field -> field.shape() != Shape.RECORD)
                .forEach(field -> fields.add(field.path()));
        assertThat(Walk.table(kind).keySet())
                .as(
                        "each field of a %s needs an entry in operator/agent/src/test/resources/sre/orion/agent/walk/%s, "
                                + "see the class Walk for what to write",
                        kind.text(), Walk.file(kind))
                .isEqualTo(fields);
    }

    @TestFactory
    Stream<DynamicTest> every_field_on_the_newest_engine() {
        return walks(Dialect.V28_5);
    }

    @Tag("long")
    @TestFactory
    Stream<DynamicTest> every_field_on_the_oldest_engine() {
        return walks(Dialect.V20_10);
    }

    @TestFactory
    Stream<DynamicTest> every_mapping_with_known_keys_refuses_others() {
        return KINDS.stream()
                .flatMap(kind -> SpecField.of(kind).stream())
                .filter(field -> field.shape() == Shape.RECORD)
                .map(field -> new Walk(field, unknownKey()))
                .map(walk -> DynamicTest.dynamicTest(
                        walk.toString(),
                        () -> assertThat(problems(walk))
                                .anySatisfy(problem -> assertThat(problem)
                                        .contains("spec." + walk.place() + ".nonsense: ", "is not known here"))));
    }

    private static ObjectNode unknownKey() {
        ObjectNode entry = Walk.YAML.createObjectNode();
        entry.putObject("set").put("nonsense", 1);
        return entry;
    }

    private static List<String> problems(Walk walk) {
        String text = WalkedSpecs.text(walk.field().kind(), walk.with("set"));
        return node(Dialect.V28_5).refuse(text).stream().map(Problem::toString).toList();
    }

    private static Stream<DynamicTest> walks(Dialect dialect) {
        return all().filter(walk -> walk.isKnownTo(dialect.apiMinor()))
                .map(walk ->
                        DynamicTest.dynamicTest(walk.toString(), () -> new Walker(walk, () -> node(dialect)).walk()));
    }

    static Stream<Walk> all() {
        return KINDS.stream().flatMap(kind -> {
            SortedMap<String, ObjectNode> table = Walk.table(kind);
            return SpecField.of(kind).stream()
                    .flatMap(field ->
                            Optional.ofNullable(table.get(field.path())).map(entry -> new Walk(field, entry)).stream());
        });
    }

    private static SimulatedNode node(Dialect dialect) {
        try {
            return new SimulatedNode(dialect, Files.createTempDirectory(folder, "node"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
