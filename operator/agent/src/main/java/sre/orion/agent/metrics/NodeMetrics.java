package sre.orion.agent.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Kind;

/** NodeMetrics is what Orion measures of its own trade: conditions, drift, actions, and how old its knowledge is. */
public final class NodeMetrics {
    private static final double[] SECONDS = {0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600};

    private final Clock clock;
    private final Counter drift;
    private final Counter actions;
    private final Counter panics;
    private final Histogram timeToDetect;
    private final Histogram timeToConverge;
    private final Histogram resync;
    private final Gauge engineUp;
    private volatile Instant observed;
    private volatile Supplier<? extends Collection<ConditionSample>> conditions = List::of;

    NodeMetrics(PrometheusRegistry registry, Clock clock) {
        this.clock = clock;
        observed = clock.instant();
        drift = counter("orion_drift_total", "Differences from the spec that were found.", "kind", "field")
                .register(registry);
        actions = counter("orion_actions_total", "Actions by what became of them.", "action", "outcome")
                .register(registry);
        panics = counter("orion_reconcile_panics_total", "Exceptions that reconcilers threw.")
                .register(registry);
        timeToDetect = histogram(
                        "orion_time_to_detect_seconds", "From a change on the engine to the pass that sees it.")
                .register(registry);
        timeToConverge = histogram(
                        "orion_time_to_converge_seconds",
                        "From the pass that sees a difference to the one that sees none.")
                .register(registry);
        resync = histogram("orion_resync_seconds", "From the start of a full look to the last pass over what it saw.")
                .register(registry);
        engineUp = Gauge.builder()
                .name("orion_engine_up")
                .help("1 while the engine answers, else 0.")
                .register(registry);
        GaugeWithCallback.builder()
                .name("orion_observation_age_seconds")
                .help("Seconds since the engine was last observed in full; since the start until it was.")
                .callback(rows -> rows.call(observationAge().toMillis() / 1e3))
                .register(registry);
        GaugeWithCallback.builder()
                .name("orion_condition")
                .help("1 for the status a condition of a resource has, 0 for the others.")
                .labelNames("kind", "namespace", "name", "type", "status")
                .callback(this::reportConditions)
                .register(registry);
        initialise();
    }

    /** A series that begins at 0 can be alerted on; one that begins at 1 cannot. */
    private void initialise() {
        for (Kind kind : Kind.values()) {
            drift.initLabelValues(kind.text(), "existence");
        }
        for (String field : List.of("image", "environment", "networks", "mem_limit", "state")) {
            drift.initLabelValues(Kind.SERVICE.text(), field);
        }
        for (Class<?> action : EngineAction.class.getPermittedSubclasses()) {
            for (Class<?> outcome : Outcome.class.getPermittedSubclasses()) {
                actions.initLabelValues(action.getSimpleName(), outcome.getSimpleName());
            }
        }
    }

    /** Counts a difference from the spec, once for each time it is newly found. */
    public void drifted(Kind kind, String field) {
        drift.labelValues(kind.text(), field).inc();
    }

    /**
     * Counts an action.
     *
     * @param verb such as {@code StopContainer}
     */
    public void acted(String verb, Outcome outcome) {
        actions.labelValues(verb, outcome.getClass().getSimpleName()).inc();
    }

    /** Counts an exception that a reconciler threw. */
    public void panicked(ControllerMetrics controller) {
        panics.inc();
        controller.panicked();
    }

    /** Measures how long a change on the engine went unseen. */
    public void detectedAfter(Duration delay) {
        timeToDetect.observe(delay.toNanos() / 1e9);
    }

    /** Measures how long a resource differed from its spec. */
    public void convergedAfter(Duration delay) {
        timeToConverge.observe(delay.toNanos() / 1e9);
    }

    /** Measures a resync: a full look and the passes over everything it saw. */
    public void resynced(Duration took) {
        resync.observe(took.toNanos() / 1e9);
    }

    /** Notes whether the engine answers. */
    public void engineUp(boolean up) {
        engineUp.set(up ? 1 : 0);
    }

    /** Notes when the engine was last observed in full. */
    public void observedAt(Instant time) {
        observed = time;
    }

    /** How long ago the engine was last observed in full; never negative. */
    public Duration observationAge() {
        Duration age = Duration.between(observed, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Names where conditions are read from at each scrape; what is not there any more is not shown any more. */
    public void conditionsFrom(Supplier<? extends Collection<ConditionSample>> samples) {
        conditions = samples;
    }

    private void reportConditions(GaugeWithCallback.Callback rows) {
        for (ConditionSample sample : conditions.get()) {
            for (Condition.Status status : Condition.Status.values()) {
                rows.call(
                        sample.status() == status ? 1 : 0,
                        sample.key().kind().text(),
                        sample.key().namespace(),
                        sample.key().name(),
                        sample.type().text(),
                        status.text());
            }
        }
    }

    private static Counter.Builder counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels);
    }

    private static Histogram.Builder histogram(String name, String help) {
        return Histogram.builder().name(name).help(help).classicOnly().classicUpperBounds(SECONDS);
    }
}
