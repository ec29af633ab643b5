package sre.orion.agent.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * QueueMetrics is what one work queue counts, with the names, labels, buckets and meaning of client-go
 * (util/workqueue/metrics.go); the queue calls it where client-go's does, for any kind of key.
 */
public final class QueueMetrics {
    private final String queue;
    private final GaugeDataPoint depth;
    private final CounterDataPoint adds;
    private final CounterDataPoint retries;
    private final DistributionDataPoint waited;
    private final DistributionDataPoint worked;
    private final LongSupplier nanoTime;
    private final Map<Object, Long> added = new ConcurrentHashMap<>();
    private final Map<Object, Long> started = new ConcurrentHashMap<>();

    private QueueMetrics(Family family, String queue, LongSupplier nanoTime) {
        this.queue = queue;
        depth = family.depth.labelValues(queue);
        adds = family.adds.labelValues(queue);
        retries = family.retries.labelValues(queue);
        waited = family.waited.labelValues(queue);
        worked = family.worked.labelValues(queue);
        this.nanoTime = nanoTime;
    }

    /** A key was put in line; not called for a key that already stands there or is being worked on. */
    public void added(Object key) {
        adds.inc();
        depth.inc();
        added.putIfAbsent(key, nanoTime.getAsLong());
    }

    /** A worker took the key out of the line. */
    public void handedOut(Object key) {
        depth.dec();
        long now = nanoTime.getAsLong();
        started.put(key, now);
        Long since = added.remove(key);
        if (since != null) {
            waited.observe(seconds(since, now));
        }
    }

    /** The worker is done with the key. */
    public void done(Object key) {
        Long since = started.remove(key);
        if (since != null) {
            worked.observe(seconds(since, nanoTime.getAsLong()));
        }
    }

    /** A key comes back later because its pass failed. */
    public void delayed() {
        retries.inc();
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private double unfinished() {
        long now = nanoTime.getAsLong();
        return started.values().stream()
                .mapToDouble(since -> seconds(since, now))
                .sum();
    }

    private double longestRunning() {
        long now = nanoTime.getAsLong();
        return started.values().stream()
                .mapToDouble(since -> seconds(since, now))
                .max()
                .orElse(0);
    }

    /** The metrics of all queues, of which each has its label. */
    static final class Family {
        private final Gauge depth;
        private final Counter adds;
        private final Counter retries;
        private final Histogram waited;
        private final Histogram worked;
        private final List<QueueMetrics> queues = new CopyOnWriteArrayList<>();

        Family(PrometheusRegistry registry) {
            depth = Gauge.builder()
                    .name("workqueue_depth")
                    .help("Keys in line.")
                    .labelNames("name")
                    .register(registry);
            adds = counter("workqueue_adds_total", "Keys put in line.").register(registry);
            retries = counter("workqueue_retries_total", "Keys put in line again because their pass failed.")
                    .register(registry);
            waited = histogram("workqueue_queue_duration_seconds", "How long keys stood in line.")
                    .register(registry);
            worked = histogram("workqueue_work_duration_seconds", "How long keys were worked on.")
                    .register(registry);
            summed(
                            "workqueue_unfinished_work_seconds",
                            "Work under way, in seconds since it began, summed.",
                            QueueMetrics::unfinished)
                    .register(registry);
            summed(
                            "workqueue_longest_running_processor_seconds",
                            "Seconds since the oldest work under way began.",
                            QueueMetrics::longestRunning)
                    .register(registry);
        }

        QueueMetrics of(String queue, LongSupplier nanoTime) {
            var metrics = new QueueMetrics(this, queue, nanoTime);
            queues.add(metrics);
            return metrics;
        }

        private GaugeWithCallback.Builder summed(String name, String help, ToDoubleFunction<QueueMetrics> value) {
            Collection<QueueMetrics> all = queues;
            return GaugeWithCallback.builder()
                    .name(name)
                    .help(help)
                    .labelNames("name")
                    .callback(rows -> all.forEach(each -> rows.call(value.applyAsDouble(each), each.queue)));
        }

        private static Counter.Builder counter(String name, String help) {
            return Counter.builder().name(name).help(help).labelNames("name");
        }

        /** Controller-runtime's twelve buckets from 10 ns to 1,000 s. */
        private static Histogram.Builder histogram(String name, String help) {
            return Histogram.builder()
                    .name(name)
                    .help(help)
                    .classicOnly()
                    .classicUpperBounds(1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1000)
                    .labelNames("name");
        }
    }
}
