package sre.orion.agent.faults;

import static sre.orion.agent.faults.BrokenCore.core;
import static sre.orion.agent.faults.BrokenCore.planning;
import static sre.orion.agent.faults.BrokenCore.port;
import static sre.orion.agent.faults.PlantedBug.Hunt.CLOCK;
import static sre.orion.agent.faults.PlantedBug.Hunt.EVENTS;
import static sre.orion.agent.faults.PlantedBug.Hunt.FAULTS;
import static sre.orion.agent.faults.PlantedBug.Hunt.HOLDS;
import static sre.orion.agent.faults.PlantedBug.Hunt.TWICE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import sre.orion.agent.loop.Records;
import sre.orion.agent.loop.Wiring;
import sre.orion.api.kind.Status;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.EngineAction.CreateContainer;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Plan;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.ResourceKey;

/** Bugs of what is remembered, of what wakes the loop, and of how holds are weighed. */
final class LoopBugs {
    private LoopBugs() {}

    static List<PlantedBug> all() {
        var all = new ArrayList<>(memories());
        all.addAll(loops());
        all.addAll(holds());
        return all;
    }

    private static List<PlantedBug> memories() {
        return List.of(
                new PlantedBug(
                        "a new process knows nothing of the one before",
                        Property.CRASH_EQUIVALENCE,
                        "roll-out: one that crashes",
                        FAULTS,
                        () -> records(Forgetful::new)),
                new PlantedBug(
                        "what is remembered is not written down",
                        Property.CRASH_EQUIVALENCE,
                        "roll-out: one that gets sick",
                        FAULTS,
                        () -> records(Lazy::new)),
                new PlantedBug(
                        "what has no answer is done again under another name",
                        Property.CRASH_EQUIVALENCE,
                        "appears: a Service",
                        FAULTS,
                        () -> port(LoopBugs::again)),
                new PlantedBug(
                        "what was made without an answer is taken back",
                        Property.CRASH_EQUIVALENCE,
                        "appears: a Service",
                        FAULTS,
                        () -> port(LoopBugs::takenBack)));
    }

    private static Wiring records(UnaryOperator<Records> wrong) {
        return new Wiring() {
            @Override
            public Records records(Records real) {
                return wrong.apply(real);
            }
        };
    }

    /** Knows only what this process has told it; the file is written, and never read. */
    private static final class Forgetful extends Remembering {
        private final Map<ResourceKey, Status> told = new HashMap<>();

        Forgetful(Records real) {
            super(real);
        }

        @Override
        public Optional<Status> status(ResourceKey key) {
            Status known = told.get(key);
            return known == null ? Optional.empty() : Optional.of(known);
        }

        @Override
        public void record(ResourceKey key, Status status) {
            told.put(key, status);
            super.record(key, status);
        }
    }

    /** Writes a status down only when its Service is ready. */
    private static final class Lazy extends Remembering {
        private final Map<ResourceKey, Status> told = new HashMap<>();

        Lazy(Records real) {
            super(real);
        }

        @Override
        public Optional<Status> status(ResourceKey key) {
            Status known = told.get(key);
            return known == null ? super.status(key) : Optional.of(known);
        }

        @Override
        public void record(ResourceKey key, Status status) {
            told.put(key, status);
            if (status.condition(Condition.Type.STALLED).isEmpty()) {
                super.record(key, status);
            }
        }
    }

    private static Outcome again(
            EngineAction action, Duration deadline, sre.orion.agent.loop.ActionPort<EngineAction> real) {
        Outcome outcome = real.perform(action, deadline);
        return outcome instanceof Outcome.Unknown && action instanceof CreateContainer create
                ? real.perform(new CreateContainer(create.name() + "-again", create.container()), deadline)
                : outcome;
    }

    private static Outcome takenBack(
            EngineAction action, Duration deadline, sre.orion.agent.loop.ActionPort<EngineAction> real) {
        Outcome outcome = real.perform(action, deadline);
        return outcome instanceof Outcome.Unknown && action instanceof CreateContainer create
                ? real.perform(new EngineAction.RemoveContainer(create.name(), create.name()), deadline)
                : outcome;
    }

    private static List<PlantedBug> loops() {
        return List.of(
                new PlantedBug(
                        "only events wake it",
                        Property.EVENT_INDEPENDENCE,
                        "heals: killed",
                        EVENTS,
                        () -> resync(Duration.ofDays(10))),
                new PlantedBug(
                        "the resync takes its time",
                        Property.EVENT_INDEPENDENCE,
                        "heals: stopped",
                        EVENTS,
                        () -> resync(Duration.ofMinutes(20))),
                new PlantedBug(
                        "the clock is trusted never to go back",
                        Property.TIME_SANITY,
                        "heals: killed",
                        CLOCK,
                        LoopBugs::waitingForTime),
                new PlantedBug(
                        "chance decides",
                        Property.DETERMINISM,
                        "heals: everything at once",
                        TWICE,
                        () -> core((input, real) -> chance(real.of(input)))));
    }

    private static Wiring resync(Duration every) {
        return new Wiring() {
            @Override
            public Duration resync() {
                return every;
            }
        };
    }

    private static Wiring waitingForTime() {
        var latest = new HashMap<String, Instant>();
        return core((input, real) -> {
            Instant known = latest.merge("now", input.now(), (one, other) -> one.isAfter(other) ? one : other);
            ReconcileResult<? extends Status> result = real.of(input);
            return input.now().isBefore(known) ? planning(result, Plan.EMPTY) : result;
        });
    }

    private static <T extends Status> ReconcileResult<T> chance(ReconcileResult<T> result) {
        return ThreadLocalRandom.current().nextBoolean() ? planning(result, Plan.EMPTY) : result;
    }

    private static List<PlantedBug> holds() {
        return List.of(
                new PlantedBug(
                        "the last hold in the order of precedence wins",
                        Property.HOLD_PRECEDENCE,
                        "",
                        HOLDS,
                        () -> holding((input, held) -> List.of(held.getLast()))),
                new PlantedBug(
                        "holds take turns",
                        Property.HOLD_PRECEDENCE,
                        "",
                        HOLDS,
                        () -> holding((input, held) ->
                                List.of(held.get((int) (input.now().getEpochSecond() / 7 % held.size()))))),
                new PlantedBug(
                        "a hold is not asked about while the container is down",
                        Property.HOLD_PRECEDENCE,
                        "",
                        HOLDS,
                        () -> holding((input, held) ->
                                PlanBugs.own(input).stream().anyMatch(ContainerState::alive) ? held : List.of())));
    }

    private interface Choice {
        List<Hold> of(BrokenCore.Input input, List<Hold> sorted);
    }

    private static Wiring holding(Choice choice) {
        return core((input, real) -> {
            List<Hold> sorted = input.holds().stream().sorted(Hold.PRECEDENCE).toList();
            return real.of(sorted.isEmpty() ? input : input.holds(choice.of(input, sorted)));
        });
    }
}
