package sre.orion.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.Status;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.StepReport;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.reconcile.LastReport;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Requeue;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;

/**
 * Controller takes one resource through one pass. This is the class to read first: {@link #reconcileOnce} is the whole flow
 * of Orion in six steps.
 */
final class Controller {
    /** Passes in a row that did something, after which a resource has to wait all the same: a bug must not become a storm. */
    private static final int ROUNDS_AT_ONCE = 30;

    private final Sight sight;
    private final Holds holds;
    private final Core core;
    private final Records records;
    private final Executor executor;
    private final Pacing pacing;
    private final Map<ResourceKey, Recollection> recollections = new ConcurrentHashMap<>();

    Controller(Sight sight, Holds holds, Core core, Records records, Executor executor, Pacing pacing) {
        this.sight = sight;
        this.holds = holds;
        this.core = core;
        this.records = records;
        this.executor = executor;
        this.pacing = pacing;
    }

    /**
     * What one pass over a key leaves to the next as long as the process lives.
     *
     * @param rounds passes in a row that did something
     * @param panics passes in a row that threw
     */
    private record Recollection(List<StepReport> steps, List<Difference> differences, int rounds, int panics) {
        static final Recollection NONE = new Recollection(List.of(), List.of(), 0, 0);
    }

    /** One pass over one resource; never two at once over the same. An exception on the way costs this resource a wait, no other. */
    void reconcile(ResourceKey key) {
        Instant started = pacing.clock().instant();
        pacing.listener().passBegan(key);
        PassResult result = caught(key);
        pacing.listener()
                .passEnded(key, result, Duration.between(started, pacing.clock().instant()));
    }

    private PassResult caught(ResourceKey key) {
        try {
            return reconcileOnce(key);
        } catch (RuntimeException bug) {
            pacing.listener().panicked(key, bug);
            Recollection before = recollections.getOrDefault(key, Recollection.NONE);
            int panics = before.panics() + 1;
            recollections.put(key, new Recollection(List.of(), before.differences(), before.rounds(), panics));
            pacing.queue().addAfter(new Work.Pass(key), Backoff.PANIC.after(panics));
            return PassResult.ERROR;
        }
    }

    private PassResult reconcileOnce(ResourceKey key) {
        // 1. Observe again what this resource must not trust any more.
        World world = sight.look(key);

        // 2. Load the resource from the revision that was observed.
        Optional<Resource<?>> resource = load(key, world);
        if (resource.isEmpty()) {
            recollections.remove(key);
            records.forget(key);
            return PassResult.SUCCESS;
        }

        // 3. Reconcile: pure, the plan and the status are data.
        Recollection before = recollections.getOrDefault(key, Recollection.NONE);
        Optional<Status> status = records.status(key);
        var result = decide(resource.get(), world, new LastReport<>(status, before.steps()));

        // 4. Record what changed.
        boolean statusChanged = record(key, status, result);
        reportDrift(key, before.differences(), result.differences());

        // 5. Execute the plan.
        if (!result.plan().isEmpty()) {
            pacing.listener().planned(resource.get(), world.revision().id(), result);
        }
        List<StepReport> steps = executor.execute(key, result.plan());
        records.record(doubts(key, steps));

        // 6. Requeue: whoever did something looks at once at what came of it, and so do those that look at it.
        int rounds = steps.isEmpty() ? 0 : before.rounds() + 1;
        recollections.put(key, new Recollection(steps, result.differences(), rounds, 0));
        wakeDependents(key, world, steps, statusChanged);
        if (result.requeue() instanceof Requeue.After) {
            doubtUntilThen(key, world);
        }
        return requeue(key, result.requeue(), steps, rounds);
    }

    /** What a pass over a resource would decide now, going by what was seen last; nothing is looked at, recorded or done. */
    Optional<ReconcileResult<? extends Status>> consider(ResourceKey key, World world) {
        List<StepReport> steps =
                recollections.getOrDefault(key, Recollection.NONE).steps();
        return load(key, world).map(resource -> decide(resource, world, new LastReport<>(records.status(key), steps)));
    }

    private ReconcileResult<? extends Status> decide(Resource<?> resource, World world, LastReport<Status> last) {
        List<Hold> held = holds.on(resource.key(), world.observation());
        Instant now = pacing.clock().instant();
        return core.reconcile(resource, world.observation(), held, records.requests(resource.key()), last, now);
    }

    private Optional<Resource<?>> load(ResourceKey key, World world) {
        if (key.kind() == Kind.NODE) {
            return Optional.of(NodeResource.of(key.name(), records.approvals()));
        }
        return Optional.ofNullable(world.revision().resources().get(key));
    }

    private boolean record(ResourceKey key, Optional<Status> last, ReconcileResult<? extends Status> result) {
        records.record(result.events());
        result.events().forEach(pacing.listener()::happened);
        Status status = result.status();
        if (last.filter(status::equals).isPresent()) {
            return false;
        }
        records.record(key, status);
        for (Condition.Type type : Condition.Type.values()) {
            Optional<Condition> before = last.flatMap(known -> known.condition(type));
            Optional<Condition> after = status.condition(type);
            if (!before.equals(after)) {
                pacing.listener().conditionChanged(key, before, after);
            }
        }
        return true;
    }

    /** What was under way when the operator was told to end, or the engine was lost, is to be found when it starts again. */
    private static List<Event> doubts(ResourceKey key, List<StepReport> steps) {
        return steps.stream()
                .filter(report -> report.outcome() instanceof Outcome.Unknown)
                .map(report -> report.step().action())
                .map(action -> new Event(
                        key,
                        Event.Severity.WARNING,
                        "Unknown",
                        action.verb() + " " + action.target() + " got no answer: it may or may not have been done"))
                .toList();
    }

    private void reportDrift(ResourceKey key, List<Difference> known, List<Difference> found) {
        List<Difference> fresh =
                found.stream().filter(difference -> !known.contains(difference)).toList();
        if (!fresh.isEmpty()) {
            pacing.listener().drifted(key, fresh);
        }
        if (found.isEmpty() && !known.isEmpty()) {
            pacing.listener().settled(key);
        }
    }

    private void wakeDependents(ResourceKey key, World world, List<StepReport> steps, boolean statusChanged) {
        if (!steps.isEmpty()) {
            sight.doubt(
                    world.around(key), Footprint.of(steps, world.observation().engine()));
        }
        if (!steps.isEmpty() || statusChanged) {
            world.neighbours()
                    .dependents(key)
                    .forEach(dependent -> pacing.queue().add(new Work.Pass(dependent)));
        }
    }

    /** Whoever waits for a moment to come judges by how the containers it looks at are then, even where no event tells. */
    private void doubtUntilThen(ResourceKey key, World world) {
        var looksAt = new TreeSet<>(world.neighbours().dependencies(key));
        looksAt.add(key);
        var containers = new TreeSet<String>();
        for (ResourceKey seen : looksAt) {
            if (records.status(seen).orElse(null) instanceof ServiceStatus service) {
                service.containerId().ifPresent(containers::add);
            }
        }
        sight.doubt(new TreeSet<>(Set.of(key)), new Footprint(containers, false));
    }

    private PassResult requeue(ResourceKey key, Requeue wish, List<StepReport> steps, int rounds) {
        var pass = new Work.Pass(key);
        if (!steps.isEmpty()) {
            boolean allDone = steps.stream().allMatch(step -> step.outcome() instanceof Outcome.Done);
            pacing.queue().addAfter(pass, rounds < ROUNDS_AT_ONCE ? Duration.ZERO : Backoff.PANIC.first());
            return allDone ? PassResult.REQUEUE : PassResult.ERROR;
        }
        return switch (wish) {
            case Requeue.OnChange() -> PassResult.SUCCESS;
            case Requeue.After(Duration delay) -> {
                pacing.queue().addAfter(pass, delay);
                yield PassResult.REQUEUE_AFTER;
            }
        };
    }
}
