package sre.orion.agent.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.fixtures.vectors.ComposeVector;

/** Every key of the vocabulary is in the files of a vector, and so held against what docker compose does with it. */
class VocabularyTest {
    /** Keys that no vector can judge, with the reason. */
    private static final Map<String, String> NOT_IN_A_VECTOR = Map.of(
            "extensions", "the x- keys, which ask for nothing: ImportVectorsTest",
            "develop", "kept, rendered and reported: ImportVectorsTest",
            "project", "Orion's own",
            "key", "Orion's own");

    @TestFactory
    Stream<DynamicTest> every_key_is_judged() {
        SortedMap<String, String> vectors = new TreeMap<>();
        for (ComposeVector vector : ComposeVector.all()) {
            vector.told().path("keys").forEach(key -> vectors.putIfAbsent(key.asString(), vector.name()));
        }
        return Stream.of(
                        keys(ContainerSpec.class, "", vectors),
                        keys(NetworkSpec.class, "top.networks.", vectors),
                        keys(VolumeSpec.class, "top.volumes.", vectors))
                .flatMap(tests -> tests);
    }

    private static Stream<DynamicTest> keys(
            Class<? extends Record> record, String prefix, SortedMap<String, String> vectors) {
        return List.of(record.getRecordComponents()).stream()
                .map(VocabularyTest::key)
                .filter(key -> !NOT_IN_A_VECTOR.containsKey(key))
                .map(key -> DynamicTest.dynamicTest(
                        prefix + key + " in " + vectors.getOrDefault(prefix + key, "no vector"),
                        () -> assertThat(vectors).containsKey(prefix + key)));
    }

    private static String key(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }
}
