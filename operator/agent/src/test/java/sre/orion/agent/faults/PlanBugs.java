package sre.orion.agent.faults;

import static sre.orion.agent.faults.BrokenCore.core;
import static sre.orion.agent.faults.BrokenCore.lazy;
import static sre.orion.agent.faults.BrokenCore.planning;
import static sre.orion.agent.faults.BrokenCore.port;
import static sre.orion.agent.faults.PlantedBug.Hunt.UNDISTURBED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import sre.orion.agent.loop.Records;
import sre.orion.agent.loop.Wiring;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.NodeSpec;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.kind.Status;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.EngineAction.CreateContainer;
import sre.orion.api.plan.EngineAction.PullImage;
import sre.orion.api.plan.EngineAction.RemoveContainer;
import sre.orion.api.plan.EngineAction.StartContainer;
import sre.orion.api.plan.EngineAction.StopContainer;
import sre.orion.api.plan.EngineAction.UpdateContainer;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.Precondition;
import sre.orion.api.plan.Step;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;

/** Bugs of reconcilers and executor: plans that are wrong, or are not carried out. */
final class PlanBugs {
    private static final String ROLLS = "roll-out: a new image";
    private static final Precondition NONE = new Precondition.None();

    private PlanBugs() {}

    static List<PlantedBug> all() {
        var all = new ArrayList<>(ends());
        all.addAll(plans());
        return all;
    }

    private static PlantedBug undisturbed(
            String sentence, Property caughtBy, String scenario, java.util.function.Supplier<Wiring> wiring) {
        return new PlantedBug(sentence, caughtBy, scenario, UNDISTURBED, wiring);
    }

    private static List<PlantedBug> ends() {
        return List.of(
                undisturbed(
                        "what was made is not started",
                        Property.CONVERGENCE,
                        "appears: a Service",
                        () -> lazy(StartContainer.class)),
                undisturbed(
                        "a pause by hand is left alone",
                        Property.CONVERGENCE,
                        "heals: paused",
                        () -> lazy(EngineAction.UnpauseContainer.class)),
                undisturbed(
                        "a changed limit waits for the next container",
                        Property.START_INDEPENDENCE,
                        "in place: a limit",
                        () -> lazy(UpdateContainer.class)),
                undisturbed(
                        "what was suspended is not started again",
                        Property.REVERT,
                        "suspend and resume",
                        () -> lazy(StartContainer.class)),
                undisturbed(
                        "the container is started in every pass",
                        Property.STABILITY,
                        "heals: killed",
                        () -> core((input, real) -> restarting(real.of(input), input))),
                undisturbed(
                        "what was ready once is called ready for ever",
                        Property.TRUTH,
                        "suspend",
                        PlanBugs::readyForEver));
    }

    private static <T extends Status> ReconcileResult<T> restarting(ReconcileResult<T> result, BrokenCore.Input input) {
        if (!input.is(Kind.SERVICE) || !result.plan().isEmpty()) {
            return result;
        }
        var steps = new Plan.Builder();
        own(input)
                .forEach(container ->
                        steps.independent(new StartContainer(container.id(), container.name()), NONE, "it is to run"));
        // As a loop with a pause between its rounds: else it would never end.
        return input.now().getEpochSecond() % 60 < 30 ? planning(result, steps.build()) : result;
    }

    private static Wiring readyForEver() {
        return new Wiring() {
            @Override
            public Records records(Records real) {
                return new Remembering(real) {
                    @Override
                    public void record(ResourceKey key, Status status) {
                        boolean ready = status(key)
                                .flatMap(known -> known.condition(Condition.Type.READY))
                                .filter(condition -> condition.status() == Condition.Status.TRUE)
                                .isPresent();
                        if (!ready) {
                            super.record(key, status);
                        }
                    }
                };
            }
        };
    }

    private static List<PlantedBug> plans() {
        return List.of(
                undisturbed(
                        "the old container is not stopped before the new one starts",
                        Property.SINGLE_INSTANCE,
                        ROLLS,
                        () -> lazy(StopContainer.class)),
                undisturbed(
                        "the old container is removed before the new one is made",
                        Property.NO_LOST_SERVICE,
                        ROLLS,
                        () -> core((input, real) -> removingFirst(real.of(input), input))),
                undisturbed(
                        "a container is stopped before its new image is pulled",
                        Property.PULL_BEFORE_STOP,
                        "roll-out: a new image from afar",
                        () -> core((input, real) -> before(real.of(input), input, PullImage.class))),
                undisturbed(
                        "a stranger that has the name is removed",
                        Property.FOREIGN_UNTOUCHED,
                        "stranger: has the name",
                        () -> core((input, real) -> freeingName(real.of(input), input))),
                undisturbed(
                        "whatever has the project's label and is in no spec is removed",
                        Property.FOREIGN_UNTOUCHED,
                        "stranger: an orphan of Compose",
                        () -> core((input, real) -> removingOrphans(real.of(input), input))),
                undisturbed(
                        "the look before a step is left out",
                        Property.FRESH_READ,
                        ROLLS,
                        () -> port((action, deadline, real) -> real.perform(action, deadline), true)),
                undisturbed(
                        "a yes is taken for given",
                        Property.MASS_DELETION,
                        "leaves: nearly all",
                        () -> core((input, real) -> real.of(approving(input)))),
                undisturbed(
                        "what leaves is counted one by one",
                        Property.MASS_DELETION,
                        "leaves: nearly all",
                        () -> core((input, real) -> real.of(oneLeftover(input)))),
                undisturbed(
                        "the specs of one pass are of two revisions",
                        Property.ATOMIC_SPEC,
                        ROLLS,
                        PlanBugs::lateRevision));
    }

    private static <T extends Status> ReconcileResult<T> removingFirst(
            ReconcileResult<T> result, BrokenCore.Input input) {
        boolean makes = input.is(Kind.SERVICE)
                && result.plan().steps().stream().anyMatch(step -> step.action() instanceof CreateContainer);
        if (!makes) {
            return result;
        }
        var steps = new Plan.Builder();
        own(input).forEach(container -> {
            steps.independent(
                    new StopContainer(container.id(), container.name(), Optional.empty()), same(container), "away");
            steps.independent(new RemoveContainer(container.id(), container.name()), same(container), "away");
        });
        result.plan().steps().stream()
                .filter(step -> step.action() instanceof CreateContainer || step.action() instanceof StartContainer)
                .forEach(step -> steps.independent(step.action(), step.precondition(), step.cause()));
        return planning(result, steps.build());
    }

    private static <T extends Status> ReconcileResult<T> before(
            ReconcileResult<T> result, BrokenCore.Input input, Class<?> action) {
        if (result.plan().steps().stream().noneMatch(step -> action.isInstance(step.action()))) {
            return result;
        }
        var steps = new Plan.Builder();
        own(input)
                .forEach(container -> steps.independent(
                        new StopContainer(container.id(), container.name(), Optional.empty()),
                        same(container),
                        "it changes"));
        for (Step step : result.plan().steps()) {
            steps.independent(step.action(), step.precondition(), step.cause());
        }
        return planning(result, steps.build());
    }

    private static <T extends Status> ReconcileResult<T> freeingName(
            ReconcileResult<T> result, BrokenCore.Input input) {
        boolean conflict = input.is(Kind.SERVICE)
                && result.status()
                        .condition(Condition.Type.STALLED)
                        .filter(stalled -> stalled.reason().equals("NameConflict"))
                        .isPresent();
        return conflict
                ? planning(result, removal(input, container -> container.name().equals("node-web-1")))
                : result;
    }

    private static <T extends Status> ReconcileResult<T> removingOrphans(
            ReconcileResult<T> result, BrokenCore.Input input) {
        return input.is(Kind.NODE) && result.plan().isEmpty()
                ? planning(result, removal(input, container -> container.name().equals("node-old-1")))
                : result;
    }

    private static Plan removal(BrokenCore.Input input, Predicate<ObservedContainer> which) {
        var steps = new Plan.Builder();
        containers(input).stream().filter(which).forEach(container -> {
            steps.independent(
                    new StopContainer(container.id(), container.name(), Optional.empty()),
                    anyRun(container.id()),
                    "away");
            steps.independent(
                    new RemoveContainer(container.id(), container.name()), anyRun(container.id()), "it is in the way");
        });
        return steps.build();
    }

    private static BrokenCore.Input approving(BrokenCore.Input input) {
        Optional<String> pending = input.last()
                .status()
                .filter(NodeStatus.class::isInstance)
                .flatMap(status -> ((NodeStatus) status).pendingDeletion());
        if (!input.is(Kind.NODE) || pending.isEmpty()) {
            return input;
        }
        Resource<?> node = input.resource();
        return input.resource(new Resource<>(
                node.kind(), node.metadata(), new NodeSpec(new TreeSet<>(List.of(pending.get()))), node.location()));
    }

    /** Shows the node only the first of what is left over. */
    private static BrokenCore.Input oneLeftover(BrokenCore.Input input) {
        if (!input.is(Kind.NODE)) {
            return input;
        }
        var shown = new TreeMap<String, ObservedContainer>();
        boolean leftover = false;
        for (ObservedContainer container : containers(input)) {
            String[] owner = container.labels().getOrDefault(Labels.OWNER, "").split("/", -1);
            boolean named = owner.length == 3
                    && input.observation().revision().resources().keySet().stream()
                            .anyMatch(key -> key.name().equals(owner[2]));
            if (named || !leftover) {
                shown.put(container.id(), container);
            }
            leftover |= !named;
        }
        return input.observation(seeing(input.observation(), shown));
    }

    private static Wiring lateRevision() {
        var first = new ArrayList<NodeObservation>();
        return core((input, real) -> {
            first.add(input.observation());
            NodeObservation now = input.observation();
            return real.of(
                    input.is(Kind.SERVICE)
                            ? input.observation(new NodeObservation(
                                    first.getFirst().revision(), now.engine(), now.renderFolder(), now.files()))
                            : input);
        });
    }

    private static List<ObservedContainer> containers(BrokenCore.Input input) {
        return input.observation()
                .engine()
                .present()
                .map(engine -> List.copyOf(engine.containers().values()))
                .orElse(List.of());
    }

    /** The containers of the Service, as inspected. */
    static List<ContainerState> own(BrokenCore.Input input) {
        return containers(input).stream()
                .filter(container -> input.resource()
                        .metadata()
                        .name()
                        .equals(container.labels().get(Labels.SERVICE)))
                .flatMap(container -> container.state().present().stream())
                .toList();
    }

    private static NodeObservation seeing(
            NodeObservation observation, SortedMap<String, ObservedContainer> containers) {
        EngineObservation engine = observation.engine().present().orElseThrow();
        return new NodeObservation(
                observation.revision(),
                new Observed.Present<>(new EngineObservation(
                        engine.observedAt(),
                        engine.engine(),
                        containers,
                        engine.networks(),
                        engine.volumes(),
                        engine.images())),
                observation.renderFolder(),
                observation.files());
    }

    private static Precondition same(ContainerState container) {
        return anyRun(container.id());
    }

    private static Precondition anyRun(String id) {
        return new Precondition.ContainerUnchanged(id, Collections.emptySortedSet(), Optional.empty());
    }
}
