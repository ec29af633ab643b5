package sre.orion.agent.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The {@code process_*} metrics that every Prometheus client has; micrometer has other names, and no resident memory. */
final class ProcessMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMetrics() {}

    static void register(PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name("process_cpu_seconds_total")
                .help("User and system CPU time of this process.")
                .callback(rows -> rows.call(cpuSeconds()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("process_resident_memory_bytes")
                .help("Resident memory of this process.")
                .callback(rows -> rows.call(residentBytes()))
                .register(registry);
        double started = ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
        GaugeWithCallback.builder()
                .name("process_start_time_seconds")
                .help("When this process started, in seconds since 1970.")
                .callback(rows -> rows.call(started))
                .register(registry);
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    /** The kernel's VmRSS, which stands in kB; NaN where there is no /proc. */
    private static double residentBytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024.0)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException missing) {
            return Double.NaN;
        }
    }
}
