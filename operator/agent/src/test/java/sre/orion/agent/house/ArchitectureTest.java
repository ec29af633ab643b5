package sre.orion.agent.house;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("sre.orion");

    /** Classes of the test tree, each of which breaks a rule in the room it pretends to live in. */
    private static final JavaClasses WRONG = new ClassFileImporter()
            .withImportOption(location -> location.contains("/wrong/"))
            .importPackages("sre.orion");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds_in_the_house(String name, ArchRule rule) {
        assertThat(rule.allowEmptyShould(true)
                        .evaluate(HOUSE)
                        .getFailureReport()
                        .getDetails())
                .as(name)
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void catches_who_breaks_it(String name, ArchRule rule) {
        assertThat(rule.allowEmptyShould(true)
                        .evaluate(WRONG)
                        .getFailureReport()
                        .getDetails())
                .as(name)
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "the core has no clock | LocalDate.now, Instant.now, Clock.systemUTC, ZoneId.systemDefault, Date.<init>",
                "the core does not touch the machine | System.nanoTime, System.currentTimeMillis",
                "the core does no I/O | java.io.IOException, java.nio.file.Files, java.net.InetAddress",
                "the core has no randomness | shuffle, randomUUID, Math.random, Random.<init>, SplittableRandom, SecureRandom",
                "the core has no randomness | ThreadLocalRandom",
                "the core has no unordered map | HashMap.<init>, HashSet.<init>, Map.of(, Map.ofEntries, Map.copyOf, Set.of(",
                "the core has no unordered map | references method <java.util.Set.copyOf, references constructor <java.util.HashMap",
                "the core has no unordered map | Collectors.toSet, Collectors.toMap, Collectors.groupingBy, parallelStream"
            })
    void catches_every_way_to_break_it(String name, String ways) {
        var details = requireNonNull(ArchitectureRules.all().get(name))
                .evaluate(WRONG)
                .getFailureReport()
                .getDetails();

        assertThat(ways.split(", ")).allSatisfy(way -> assertThat(details).anyMatch(detail -> detail.contains(way)));
    }

    @Test
    void sees_every_room() {
        assertThat(Stream.of("api", "reconcilers", "specs", "agent", "cli", "fixtures"))
                .allMatch(room -> HOUSE.containPackage("sre.orion." + room));
    }

    private static Stream<Arguments> rules() {
        return ArchitectureRules.all().entrySet().stream().map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
    }
}
