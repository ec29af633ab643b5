package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Files that attack whoever reads them end in resources or in an error with its place, in a tenth of a second. */
class HostileFilesTest {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final long LIMIT_MILLIS = 1_000;
    private static final int TRIES = 4;

    @TestFactory
    List<DynamicTest> aHostileFileCostsNextToNothing() {
        return HostileFiles.all().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> read(file)))
                .toList();
    }

    /** Time of the processor, which is the same on a busy machine; the first tries pay for the compiler. */
    private static void read(Map.Entry<String, byte[]> file) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && best > LIMIT_MILLIS; i++) {
            long start = CPU.getCurrentThreadCpuTime();
            Imported imported = Imported.file("/srv", file.getValue());
            best = Math.min(best, (CPU.getCurrentThreadCpuTime() - start) / 1_000_000);
            boolean taken = imported.result().isPresent();
            assertThat(imported.errors().isEmpty()).isEqualTo(taken);
            assertThat(imported.errors()).allSatisfy(error -> {
                assertThat(error.location().line()).isPositive();
                assertThat(error.text()).isNotBlank();
            });
        }
        assertThat(best).as("milliseconds").isLessThanOrEqualTo(LIMIT_MILLIS);
    }
}
