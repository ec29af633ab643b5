package sre.orion.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import sre.orion.agent.loop.LoopListener;
import sre.orion.agent.loop.PassResult;
import sre.orion.agent.loop.Work;
import sre.orion.agent.metrics.ControllerMetrics;
import sre.orion.agent.metrics.Metrics;
import sre.orion.api.kind.Status;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.StepReport;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;

/** Journal is what people and dashboards learn of the loop: the log, one constant message a kind of line, and the metrics. */
final class Journal implements LoopListener {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Metrics metrics;
    private final InstantSource clock;
    private final int workers;
    private final Interventions interventions;
    private final Map<ResourceKey, ControllerMetrics.Pass> passes = new ConcurrentHashMap<>();
    private final Map<ResourceKey, Instant> driftedSince = new ConcurrentHashMap<>();

    Journal(Metrics metrics, InstantSource clock, int workers, Interventions interventions) {
        this.interventions = interventions;
        this.metrics = metrics;
        this.clock = clock;
        this.workers = workers;
        for (Kind kind : Kind.values()) {
            var _ = controller(kind);
        }
    }

    @Override
    public void passBegan(ResourceKey key) {
        passes.put(key, controller(key.kind()).begin());
    }

    @Override
    public void passEnded(ResourceKey key, PassResult result, Duration took) {
        interventions.end(key);
        ControllerMetrics.Pass pass = passes.remove(key);
        if (pass != null) {
            pass.end(
                    switch (result) {
                        case SUCCESS -> ControllerMetrics.Result.SUCCESS;
                        case REQUEUE -> ControllerMetrics.Result.REQUEUE;
                        case REQUEUE_AFTER -> ControllerMetrics.Result.REQUEUE_AFTER;
                        case ERROR -> ControllerMetrics.Result.ERROR;
                    });
        }
        about(LOG.atDebug(), key)
                .addKeyValue("result", result)
                .addKeyValue("us", took.toNanos() / 1000)
                .log("pass ended");
    }

    @Override
    public void detected(ResourceKey key, Duration after) {
        metrics.node().detectedAfter(after.isNegative() ? Duration.ZERO : after);
    }

    @Override
    public void panicked(ResourceKey key, Throwable thrown) {
        metrics.node().panicked(controller(key.kind()));
        about(LOG.atError(), key).setCause(thrown).log("the reconciler threw, the resource waits");
    }

    @Override
    public void broke(Work work, Throwable thrown) {
        LOG.atError().addKeyValue("work", work).setCause(thrown).log("work failed, it is tried again");
    }

    @Override
    public void drifted(ResourceKey key, List<Difference> differences) {
        differences.forEach(difference -> metrics.node().drifted(key.kind(), difference.field()));
        driftedSince.putIfAbsent(key, clock.instant());
        about(LOG.atInfo(), key)
                .addKeyValue(
                        "fields", differences.stream().map(Difference::field).collect(Collectors.joining(",")))
                .addKeyValue(
                        "differences",
                        differences.stream().map(Difference::toString).collect(Collectors.joining("; ")))
                .log("drift seen");
    }

    @Override
    public void settled(ResourceKey key) {
        Instant since = driftedSince.remove(key);
        if (since != null) {
            metrics.node().convergedAfter(Duration.between(since, clock.instant()));
        }
    }

    @Override
    public void planned(Resource<?> resource, String revision, ReconcileResult<? extends Status> result) {
        interventions.begin(resource, revision, result.differences(), clock.instant());
    }

    @Override
    public void stepEnded(ResourceKey key, StepReport report, Duration took) {
        interventions.add(key, report);
        var step = report.step();
        metrics.node().acted(step.action().verb(), report.outcome());
        Level level =
                switch (report.outcome()) {
                    case Outcome.Done _, Outcome.Superseded _ -> Level.INFO;
                    case Outcome.Skipped _ -> Level.DEBUG;
                    case Outcome.Failed _, Outcome.Unknown _ -> Level.WARN;
                };
        LoggingEventBuilder line = about(LOG.atLevel(level), key)
                .addKeyValue("action", step.action().verb())
                .addKeyValue("target", step.action().target())
                .addKeyValue("cause", step.cause())
                .addKeyValue("outcome", report.outcome().getClass().getSimpleName())
                .addKeyValue("ms", took.toMillis());
        String why = Interventions.why(report.outcome());
        (why.isEmpty() ? line : line.addKeyValue("why", why)).log("action done");
    }

    @Override
    public void conditionChanged(ResourceKey key, Optional<Condition> before, Optional<Condition> after) {
        Condition.Type type = after.or(() -> before).map(Condition::type).orElseThrow();
        // Reconciling comes and goes with every step; Ready tells the same story with its reason.
        boolean aside = type == Condition.Type.RECONCILING;
        about(aside ? LOG.atDebug() : LOG.atInfo(), key)
                .addKeyValue("type", type.text())
                .addKeyValue("status", after.map(now -> now.status().text()).orElse("gone"))
                .addKeyValue("reason", after.map(Condition::reason).orElse(""))
                .addKeyValue("message", after.map(Condition::message).orElse(""))
                .log("condition changed");
    }

    @Override
    public void happened(Event event) {
        boolean warns = event.severity() == Event.Severity.WARNING;
        about(warns ? LOG.atWarn() : LOG.atInfo(), event.regarding())
                .addKeyValue("reason", event.reason())
                .addKeyValue("note", event.note())
                .log("event");
    }

    @Override
    public void looked(EngineObservation observation) {
        metrics.node().engineUp(true);
        metrics.node().observedAt(observation.observedAt());
    }

    @Override
    public void resynced(Duration took) {
        metrics.node().resynced(took);
    }

    @Override
    public void engineLost(String cause) {
        metrics.node().engineUp(false);
        LOG.atError().addKeyValue("cause", cause).log("engine lost");
    }

    @Override
    public void engineBack() {
        LOG.info("engine back");
    }

    private ControllerMetrics controller(Kind kind) {
        return metrics.controller(kind.text().toLowerCase(Locale.ROOT), workers);
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, ResourceKey key) {
        return line.addKeyValue("kind", key.kind().text()).addKeyValue("name", key.name());
    }
}
