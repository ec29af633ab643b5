package sre.orion.reconcilers.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NetworkStatus;
import sre.orion.api.kind.NodeSpec;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.kind.VolumeStatus;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;
import sre.orion.api.plan.Step;
import sre.orion.api.plan.StepReport;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.reconcile.LastReport;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.reconcile.Requeue;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.reconcilers.Reconcilers;
import sre.orion.reconcilers.container.ContainerNames;

/** Host is a node in memory: specs, an engine, and the loop that brings one to the other, pass by pass. */
public final class Host {
    private static final int MOST_PASSES = 200;

    public final ModelEngine engine;
    private final SortedMap<ResourceKey, Resource<?>> resources = new TreeMap<>();
    private final SortedMap<ResourceKey, LastReport<?>> reports = new TreeMap<>();
    private final SortedMap<ResourceKey, Requests> requests = new TreeMap<>();
    private final List<Hold> holds = new ArrayList<>();
    /** What was done, a line a step. */
    public final List<String> log = new ArrayList<>();
    /** The files of the node on which Services depend, by path. */
    private final SortedMap<String, Observed<FileState>> files = new TreeMap<>();
    /** How many more steps are done before the operator dies in the middle of a plan; negative: it does not. */
    private int stepsToLive = -1;

    private boolean died;

    public Host(int apiVersion, Resource<?>... specs) {
        engine = new ModelEngine(apiVersion);
        for (String image : List.of("app:1", "app:2")) {
            engine.image(image, ModelEngine.Behaviour.RUNS);
        }
        engine.image("checked:1", ModelEngine.Behaviour.TURNS_HEALTHY);
        engine.image("checked:2", ModelEngine.Behaviour.TURNS_HEALTHY);
        engine.lightImage("light:1", ModelEngine.Behaviour.TURNS_HEALTHY);
        engine.lightImage("light:2", ModelEngine.Behaviour.TURNS_HEALTHY);
        engine.image("sick:1", ModelEngine.Behaviour.TURNS_UNHEALTHY);
        engine.image("crash:1", ModelEngine.Behaviour.CRASHES);
        engine.image("job:1", ModelEngine.Behaviour.COMPLETES);
        engine.image("job:2", ModelEngine.Behaviour.COMPLETES);
        engine.image("unstartable:1", ModelEngine.Behaviour.CANNOT_START);
        engine.image("refused:1", ModelEngine.Behaviour.IS_REFUSED);
        for (Resource<?> spec : specs) {
            put(spec);
        }
    }

    /** Adds a resource, or changes it: then its generation counts on. */
    public Host put(Resource<?> resource) {
        Resource<?> before = resources.get(resource.key());
        long generation = before == null ? 1 : before.metadata().generation() + 1;
        resources.put(resource.key(), Specs.generation(resource, generation));
        return this;
    }

    public Host drop(Resource<?> resource) {
        resources.remove(resource.key());
        reports.remove(resource.key());
        return this;
    }

    public Host hold(Hold... now) {
        holds.clear();
        holds.addAll(List.of(now));
        return this;
    }

    /** What people ask of a resource from now on. */
    public Host ask(Resource<?> resource, Requests asked) {
        requests.put(resource.key(), asked);
        return this;
    }

    /** Somebody writes a file of the node, in its place. */
    public Host write(String path, String content) {
        return file(path, content, "the file");
    }

    /** Somebody puts another file in the place of a file of the node, as most editors do. */
    public Host replace(String path, String content) {
        return file(path, content, "the file of " + engine.now);
    }

    private Host file(String path, String content, String identity) {
        files.put(path, new Observed.Present<>(new FileState(content, identity, engine.now, false, Optional.empty())));
        return this;
    }

    /** The history is lost. */
    public Host forget() {
        reports.clear();
        return this;
    }

    /** The operator dies after this many more steps; what it had not reported is lost with it. */
    public Host dieAfter(int steps) {
        stepsToLive = steps;
        return this;
    }

    /** Whether the operator is yet to die. */
    public boolean lives() {
        return stepsToLive >= 0 && !died;
    }

    public NodeObservation observation() {
        List<String> references = resources.values().stream()
                .map(Resource::spec)
                .flatMap(spec -> spec instanceof ServiceSpec service
                        ? java.util.stream.Stream.of(ContainerNames.image(service))
                        : java.util.stream.Stream.empty())
                .toList();
        return new NodeObservation(
                Specs.revision(List.copyOf(resources.values())),
                new Observed.Present<>(engine.observe(references)),
                "/compose-out",
                files);
    }

    /** What a pass over this resource would decide. */
    public ReconcileResult<?> look(Resource<?> resource) {
        return look(resource.key(), observation());
    }

    public ReconcileResult<?> look(ResourceKey key, NodeObservation observation) {
        Resource<?> resource = java.util.Objects.requireNonNull(resources.get(key));
        return switch (key.kind()) {
            case VOLUME -> run(Reconcilers.VOLUME, resource, VolumeSpec.class, VolumeStatus.class, observation);
            case NETWORK -> run(Reconcilers.NETWORK, resource, NetworkSpec.class, NetworkStatus.class, observation);
            case SERVICE -> run(Reconcilers.SERVICE, resource, ServiceSpec.class, ServiceStatus.class, observation);
            case NODE -> run(Reconcilers.NODE, resource, NodeSpec.class, NodeStatus.class, observation);
        };
    }

    private <S, T> ReconcileResult<T> run(
            Reconciler<S, T, NodeObservation> reconciler,
            Resource<?> resource,
            Class<S> spec,
            Class<T> status,
            NodeObservation observation) {
        LastReport<?> last = reports.getOrDefault(resource.key(), LastReport.none());
        var input = new ReconcileInput<S, T, NodeObservation>(
                new Resource<>(resource.kind(), resource.metadata(), spec.cast(resource.spec()), resource.location()),
                observation,
                holds.stream().filter(hold -> appliesTo(hold, resource)).toList(),
                requests.getOrDefault(resource.key(), Requests.NONE),
                new LastReport<>(last.status().map(status::cast), last.steps()),
                engine.now);
        return ReconcilerContract.checked(reconciler, input);
    }

    /** Tests hold every Service. */
    private static boolean appliesTo(Hold hold, Resource<?> resource) {
        return resource.spec() instanceof ServiceSpec && !hold.reason().isEmpty();
    }

    /** One pass over every resource; the shortest wait that was asked for, if nothing else is to be done. */
    public Optional<Duration> pass() {
        died = false;
        boolean busy = false;
        List<Duration> waits = new ArrayList<>();
        for (ResourceKey key : List.copyOf(resources.keySet())) {
            ReconcileResult<?> result = look(key, observation());
            busy |= !result.plan().isEmpty();
            if (result.requeue() instanceof Requeue.After(Duration delay)) {
                waits.add(delay);
            }
            execute(key, result);
        }
        return busy ? Optional.of(Duration.ZERO) : waits.stream().min(Comparator.naturalOrder());
    }

    private void execute(ResourceKey key, ReconcileResult<?> result) {
        if (died) {
            return;
        }
        reports.put(key, new LastReport<>(Optional.of(result.status()), List.of()));
        List<StepReport> done = new ArrayList<>();
        for (Step step : result.plan().steps()) {
            if (stepsToLive == 0) {
                died = true;
                return;
            }
            boolean skipped = step.dependsOn().stream()
                    .anyMatch(number -> !(done.get(number - 1).outcome() instanceof Outcome.Done));
            Outcome outcome = skipped ? new Outcome.Skipped() : act(step);
            log.add(step + " = " + outcome.getClass().getSimpleName());
            done.add(new StepReport(step, outcome, engine.now));
            stepsToLive = stepsToLive < 0 ? -1 : stepsToLive - 1;
        }
        reports.put(key, new LastReport<>(Optional.of(result.status()), done));
    }

    private Outcome act(Step step) {
        return holds(step.precondition())
                ? engine.apply((EngineAction) step.action())
                : new Outcome.Superseded("the world has changed");
    }

    private boolean holds(Precondition precondition) {
        return switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.ContainerUnchanged(var id, var statuses, var startedAt) -> {
                Optional<ModelContainer> container = engine.find(id);
                yield container.isPresent()
                        && (statuses.isEmpty() || statuses.contains(container.get().status))
                        && (startedAt.isEmpty() || startedAt.equals(Optional.ofNullable(container.get().startedAt)));
            }
            case Precondition.NoOtherEndpoints(var id, var allowed) -> {
                EngineObservation seen = engine.observe(List.of());
                yield seen.networks().containsKey(id)
                        && allowed.containsAll(seen.networks().get(id).containers());
            }
            case Precondition.All(var each) -> each.stream().allMatch(this::holds);
        };
    }

    /** The engine ends everything, does not answer for a pass, and is back. */
    public Host restartEngine() {
        engine.restart();
        NodeObservation seen = observation();
        var blind =
                new NodeObservation(seen.revision(), new Observed.Unknown<>("connection refused"), seen.renderFolder());
        resources
                .keySet()
                .forEach(key -> reports.put(
                        key,
                        new LastReport<>(Optional.of((Object) look(key, blind).status()), List.of())));
        return this;
    }

    /** Passes, and waits where that is asked for, until nothing is left to do. */
    public Host converge() {
        return converge(Duration.ofMinutes(3));
    }

    /** Gives up waiting for what would take longer than {@code patience} at once. */
    public Host converge(Duration patience) {
        stepsToLive = -1;
        for (int count = 0; count < MOST_PASSES; count++) {
            Optional<Duration> wait = pass();
            if (wait.isEmpty() || wait.get().compareTo(patience) > 0) {
                if (settled(patience)) {
                    return this;
                }
                engine.pass(Duration.ofSeconds(5));
                continue;
            }
            engine.pass(wait.get());
        }
        throw new AssertionError("not converged after " + MOST_PASSES + " passes:\n" + tail());
    }

    /** Whether another 5 s change nothing about what is to be done. */
    private boolean settled(Duration patience) {
        engine.pass(Duration.ofSeconds(5));
        NodeObservation seen = observation();
        return resources.keySet().stream()
                .map(key -> look(key, seen))
                .allMatch(result -> result.plan().isEmpty()
                        && !(result.requeue() instanceof Requeue.After(Duration delay)
                                && delay.compareTo(patience) <= 0));
    }

    private String tail() {
        return String.join("\n", log.subList(Math.max(0, log.size() - 40), log.size()));
    }

    /** The status that the last pass over this resource left. */
    public ServiceStatus status(Resource<ServiceSpec> service) {
        LastReport<?> report = java.util.Objects.requireNonNull(reports.get(service.key()));
        return (ServiceStatus) report.status().orElseThrow();
    }

    /** Whether anything about this container cannot be told. */
    public NodeObservation blindTo(String name) {
        NodeObservation seen = observation();
        EngineObservation all = seen.engine().present().orElseThrow();
        SortedMap<String, ObservedContainer> containers = new TreeMap<>(all.containers());
        containers.replaceAll((id, container) -> container.name().equals(name)
                ? new ObservedContainer(
                        id, name, container.labels(), new Observed.Unknown<ContainerState>("no answer within 5 s"))
                : container);
        return new NodeObservation(
                seen.revision(),
                new Observed.Present<>(new EngineObservation(
                        all.observedAt(), all.engine(), containers, all.networks(), all.volumes(), all.images())),
                seen.renderFolder(),
                files);
    }
}
