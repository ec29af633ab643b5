package sre.orion.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import sre.orion.agent.loop.Loop;
import sre.orion.agent.loop.Records;
import sre.orion.agent.serve.view.Containers;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.serve.view.Operation;
import sre.orion.agent.serve.view.ResourceView;
import sre.orion.agent.serve.view.Trial;
import sre.orion.agent.source.SpecState;
import sre.orion.agent.store.History;
import sre.orion.agent.store.ReadySpec;
import sre.orion.agent.store.RecordedEvent;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.SourceLocation;
import tools.jackson.databind.JsonNode;

/** LiveNode is the running node as it is served: all from memory. */
final class LiveNode implements NodeView {
    /** Three resyncs may fail before what is known counts as too old to be told. */
    private static final Duration OLDEST_LOOK = Duration.ofSeconds(90);

    private final Supplier<String> node;
    private final Loop loop;
    private final Records records;
    private final History history;
    private final Supplier<Optional<SpecState>> specs;
    private final InstantSource clock;
    private final Operations operations;
    private final Containers containers;
    private final Trials trials;
    private final Map<ResourceKey, Instant> created = new ConcurrentHashMap<>();

    LiveNode(
            Supplier<String> node,
            Loop loop,
            Records records,
            History history,
            Supplier<Optional<SpecState>> specs,
            InstantSource clock,
            Operations operations,
            Containers containers,
            Trials trials) {
        this.node = node;
        this.loop = loop;
        this.records = records;
        this.history = history;
        this.specs = specs;
        this.clock = clock;
        this.operations = operations;
        this.containers = containers;
        this.trials = trials;
    }

    @Override
    public String node() {
        return node.get();
    }

    @Override
    public List<ResourceView> resources() {
        return loop.resources().stream().map(this::view).toList();
    }

    private ResourceView view(Resource<?> resource) {
        ResourceKey key = resource.key();
        Optional<Long> rollback =
                key.kind() == Kind.SERVICE ? history.rollback(key).map(ReadySpec::generation) : Optional.empty();
        return new ResourceView(resource, records.status(key), created(key), records.requests(key), rollback);
    }

    @Override
    public Instant created() {
        return created(new ResourceKey(Kind.NODE, node(), node()));
    }

    private Instant created(ResourceKey key) {
        return created.computeIfAbsent(key, unknown -> history.created(unknown, clock.instant()));
    }

    @Override
    public Containers containers() {
        return containers;
    }

    @Override
    public Optional<EngineObservation> engine() {
        return loop.engine();
    }

    @Override
    public List<RecordedEvent> events() {
        return history.events();
    }

    @Override
    public Optional<JsonNode> explanation(ResourceKey key) {
        return new Explanations(loop, history).of(key);
    }

    @Override
    public JsonNode outlook() {
        return Outlook.of(loop).tree();
    }

    @Override
    public List<String> unreadiness() {
        var reasons = new ArrayList<String>();
        Optional<SpecState> state = specs.get();
        if (state.flatMap(SpecState::revision).isEmpty()) {
            reasons.add("there is no good revision: "
                    + state.flatMap(SpecState::trouble).orElse("the specs are not read yet"));
        }
        Optional<Instant> look = loop.lastGoodLook();
        if (look.isEmpty()) {
            reasons.add("the engine has not been observed yet" + because());
        } else if (look.get().isBefore(clock.instant().minus(OLDEST_LOOK))) {
            reasons.add("the engine was last observed at " + look.get() + because());
        }
        return reasons;
    }

    private String because() {
        return loop.loss().map(cause -> ": " + cause).orElse("");
    }

    @Override
    public Optional<String> operate(ResourceKey key, Operation operation, String who) {
        return operations.operate(key, operation, who);
    }

    @Override
    public Trial tryOut(ResourceKey key, Optional<SourceLocation> instead, String document) {
        return trials.of(key, instead, document);
    }

    @Override
    public long reservedVersions() {
        return history.reservedVersions();
    }

    @Override
    public void reserveVersions(long last) {
        history.reserveVersions(last);
    }

    @Override
    public boolean approve(String hash) {
        var key = new ResourceKey(Kind.NODE, node.get(), node.get());
        boolean waits = records.status(key)
                .filter(status -> status instanceof NodeStatus of
                        && of.pendingDeletion().filter(hash::equals).isPresent())
                .isPresent();
        if (waits) {
            history.approve(hash);
            loop.wake(key);
        }
        return waits;
    }
}
