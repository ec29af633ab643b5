package sre.orion.agent.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * ControllerMetrics is what one controller counts: controller-runtime's names, labels and buckets
 * (pkg/internal/controller/metrics of controller-runtime 0.22).
 */
public final class ControllerMetrics {
    /** Result is how a pass over one resource ended, in controller-runtime's words. */
    public enum Result {
        SUCCESS,
        ERROR,
        REQUEUE,
        REQUEUE_AFTER;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Result, CounterDataPoint> results = new EnumMap<>(Result.class);
    private final CounterDataPoint errors;
    private final CounterDataPoint terminalErrors;
    private final CounterDataPoint panics;
    private final DistributionDataPoint seconds;
    private final GaugeDataPoint activeWorkers;
    private final LongSupplier nanoTime;

    private ControllerMetrics(Family family, String controller, int workers, LongSupplier nanoTime) {
        for (Result result : Result.values()) {
            results.put(result, family.results.labelValues(controller, result.label()));
        }
        errors = family.errors.labelValues(controller);
        terminalErrors = family.terminalErrors.labelValues(controller);
        panics = family.panics.labelValues(controller);
        seconds = family.seconds.labelValues(controller);
        activeWorkers = family.activeWorkers.labelValues(controller);
        family.maxWorkers.labelValues(controller).set(workers);
        this.nanoTime = nanoTime;
    }

    /** A pass that begins now. */
    public Pass begin() {
        activeWorkers.inc();
        return new Pass(nanoTime.getAsLong());
    }

    /** Counts an error that waiting cannot cure. */
    public void terminalError() {
        terminalErrors.inc();
    }

    /** Counts an exception that a reconciler threw. */
    void panicked() {
        panics.inc();
    }

    /** Pass is one pass under way; it must be ended once. */
    public final class Pass {
        private final long started;

        private Pass(long started) {
            this.started = started;
        }

        /** Counts the pass and how long it took; an error counts as one too. */
        public void end(Result result) {
            activeWorkers.dec();
            seconds.observe((nanoTime.getAsLong() - started) / 1e9);
            pointOf(result).inc();
            if (result == Result.ERROR) {
                errors.inc();
            }
        }
    }

    private CounterDataPoint pointOf(Result result) {
        CounterDataPoint point = results.get(result);
        if (point == null) {
            throw new IllegalStateException("no counter for " + result);
        }
        return point;
    }

    /** The metrics of all controllers, of which each has its label. */
    static final class Family {
        private static final double[] BUCKETS = {
            0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25,
            1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60
        };

        private final Counter results;
        private final Counter errors;
        private final Counter terminalErrors;
        private final Counter panics;
        private final Histogram seconds;
        private final Gauge maxWorkers;
        private final Gauge activeWorkers;

        Family(PrometheusRegistry registry) {
            results = counter("reconcile_total", "Passes by controller and result.", "controller", "result")
                    .register(registry);
            errors = counter("reconcile_errors_total", "Passes that failed.", "controller")
                    .register(registry);
            terminalErrors = counter(
                            "terminal_reconcile_errors_total", "Errors that no further try cures.", "controller")
                    .register(registry);
            panics = counter("reconcile_panics_total", "Exceptions that reconcilers threw.", "controller")
                    .register(registry);
            seconds = Histogram.builder()
                    .name("controller_runtime_reconcile_time_seconds")
                    .help("Length of a pass over one resource.")
                    .classicOnly()
                    .classicUpperBounds(BUCKETS)
                    .labelNames("controller")
                    .register(registry);
            maxWorkers = gauge("max_concurrent_reconciles", "Passes that may run at a time.")
                    .register(registry);
            activeWorkers = gauge("active_workers", "Passes that run now.").register(registry);
        }

        ControllerMetrics of(String controller, int workers, LongSupplier nanoTime) {
            return new ControllerMetrics(this, controller, workers, nanoTime);
        }

        private static Counter.Builder counter(String name, String help, String... labels) {
            return Counter.builder()
                    .name("controller_runtime_" + name)
                    .help(help)
                    .labelNames(labels);
        }

        private static Gauge.Builder gauge(String name, String help) {
            return Gauge.builder().name("controller_runtime_" + name).help(help).labelNames("controller");
        }
    }
}
