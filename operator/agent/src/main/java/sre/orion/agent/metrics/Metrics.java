package sre.orion.agent.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Metrics is all that one operator counts and measures, ready from the first scrape. What Orion measures itself is
 * registered with Prometheus' own types, because micrometer renames what ends in {@code _info} and adds a gauge
 * {@code _max} to each histogram; libraries report through {@link #registry()}.
 */
public final class Metrics implements AutoCloseable {
    /** The content type of {@link #scrape()}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollections = new JvmGcMetrics();
    private final ControllerMetrics.Family controllerFamily;
    private final QueueMetrics.Family queueFamily;
    private final NodeMetrics node;
    private final ConcurrentMap<String, ControllerMetrics> controllers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, QueueMetrics> queues = new ConcurrentHashMap<>();

    /** The metrics of an operator of this version. */
    public Metrics(String version, Clock clock) {
        var prometheus = registry.getPrometheusRegistry();
        controllerFamily = new ControllerMetrics.Family(prometheus);
        queueFamily = new QueueMetrics.Family(prometheus);
        node = new NodeMetrics(prometheus, clock);
        Info.builder()
                .name("orion_build_info")
                .help("The version of this operator.")
                .labelNames("version")
                .register(prometheus)
                .addLabelValues(version);
        ProcessMetrics.register(prometheus);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        garbageCollections.bindTo(registry);
    }

    /**
     * What the controller of this name counts, made when it is first asked for.
     *
     * @param name the lower-case kind, such as {@code service}
     * @param workers how many of its passes may run at a time
     */
    public ControllerMetrics controller(String name, int workers) {
        return controllers.computeIfAbsent(name, key -> controllerFamily.of(key, workers, System::nanoTime));
    }

    /** What the work queue of this name counts, made when it is first asked for. */
    public QueueMetrics queue(String name) {
        return queues.computeIfAbsent(name, key -> queueFamily.of(key, System::nanoTime));
    }

    /** What is measured of the node and its resources. */
    public NodeMetrics node() {
        return node;
    }

    /** Where libraries report what they measure; resilience4j does. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Everything, in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollections.close();
        registry.close();
    }
}
