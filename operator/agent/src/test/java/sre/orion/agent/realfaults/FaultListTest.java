package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sre.orion.agent.endtoend.Proves;

/** Lists the catalogued faults with the tests that do them to a real engine, and counts. */
class FaultListTest {
    private static final int MINIMUM = 50;

    @Test
    void enough_of_the_catalogued_faults_are_done_to_a_real_engine() throws IOException {
        SortedMap<String, String> faults = faults();
        SortedMap<String, SortedSet<String>> tests = tests();
        var list = new StringBuilder("Faults done to a real engine: " + tests.size() + " of " + faults.size() + "\n");
        faults.forEach((id, fault) -> list.append(
                "  %s %s: %s%n".formatted(id, fault, String.join(", ", tests.getOrDefault(id, new TreeSet<>())))));
        System.out.print(list);

        assertThat(faults.keySet()).containsAll(tests.keySet());
        assertThat(tests.keySet()).hasSizeGreaterThanOrEqualTo(MINIMUM);
    }

    private static SortedMap<String, String> faults() throws IOException {
        try (InputStream in = Objects.requireNonNull(FaultListTest.class.getResourceAsStream("faults.txt"))) {
            var faults = new TreeMap<String, String>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> faults.put(line.substring(0, 3), line.substring(4)));
            return faults;
        }
    }

    private static SortedMap<String, SortedSet<String>> tests() {
        var tests = new TreeMap<String, SortedSet<String>>();
        new ClassFileImporter()
                .importPackages("sre.orion.agent.endtoend", "sre.orion.agent.realfaults").stream()
                        .map(JavaClass::getMethods)
                        .flatMap(Collection::stream)
                        .filter(method -> method.isAnnotatedWith(Proves.class))
                        .forEach(method -> add(tests, method));
        return tests;
    }

    private static void add(SortedMap<String, SortedSet<String>> tests, JavaMethod method) {
        for (String id : method.getAnnotationOfType(Proves.class).value()) {
            tests.computeIfAbsent(id, any -> new TreeSet<>())
                    .add(method.getOwner().getSimpleName() + "." + method.getName());
        }
    }
}
