package sre.orion.agent.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sre.orion.agent.serve.view.Containers;
import sre.orion.agent.serve.view.LogQuery;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.serve.view.Operation;
import sre.orion.agent.serve.view.ResourceView;
import sre.orion.agent.serve.view.Trial;
import sre.orion.agent.serve.view.Usage;
import sre.orion.agent.store.RecordedEvent;
import sre.orion.api.kind.Attempts;
import sre.orion.api.kind.Status;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.kind.VolumeStatus;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.SourceLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node as a test lays it down. */
final class FixedView implements NodeView {
    static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    final List<String> unreadiness = new ArrayList<>();
    final List<ResourceView> resources = new ArrayList<>();
    final List<RecordedEvent> events = new ArrayList<>();
    private long reserved;
    final List<String> operations = new ArrayList<>();
    final List<String> approved = new ArrayList<>();

    FixedView() {
        var ready = new Condition(Condition.Type.READY, Condition.Status.TRUE, "Ready", "it is there", NOW, 2);
        resources.add(shown(volume("data"), Optional.of(new VolumeStatus(2, List.of(ready), Attempts.NONE))));
        resources.add(shown(volume("cache"), Optional.<Status>empty()));
        events.add(event(1, "data", "Created"));
        events.add(event(2, "cache", "Missing"));
    }

    static ResourceView shown(Resource<?> resource, Optional<? extends Status> status) {
        return new ResourceView(resource, status, NOW, Requests.NONE, Optional.empty());
    }

    static Resource<VolumeSpec> volume(String name) {
        var spec = new VolumeSpec("cortex", name, "cortex_" + name, false, null, new TreeMap<>(), new TreeMap<>());
        var metadata = new Metadata(name, "cortex", new TreeMap<>(), new TreeMap<>(), 2);
        return new Resource<>(Kind.VOLUME, metadata, spec, new SourceLocation("cortex/volumes.yaml", 4, 3));
    }

    private static RecordedEvent event(long number, String name, String reason) {
        var key = new ResourceKey(Kind.VOLUME, "cortex", name);
        return new RecordedEvent(number, new Event(key, Event.Severity.NORMAL, reason, "a note"), NOW, NOW, 3);
    }

    @Override
    public String node() {
        return "cortex";
    }

    @Override
    public Instant created() {
        return NOW;
    }

    @Override
    public Containers containers() {
        return new Containers() {
            @Override
            public void copyLog(ContainerState container, LogQuery query, OutputStream out) throws IOException {
                throw new IOException("there is no engine");
            }

            @Override
            public Map<String, Usage> usage(List<ContainerState> containers) {
                return Map.of();
            }
        };
    }

    @Override
    public Optional<EngineObservation> engine() {
        return Optional.empty();
    }

    @Override
    public long reservedVersions() {
        return reserved;
    }

    @Override
    public void reserveVersions(long last) {
        reserved = last;
    }

    @Override
    public List<ResourceView> resources() {
        return resources;
    }

    @Override
    public List<RecordedEvent> events() {
        return events;
    }

    @Override
    public List<String> unreadiness() {
        return unreadiness;
    }

    @Override
    public Optional<String> operate(ResourceKey key, Operation operation, String who) {
        operations.add(who + ": " + operation + " of " + key);
        return Optional.empty();
    }

    @Override
    public Trial tryOut(ResourceKey key, Optional<SourceLocation> instead, String document) {
        return new Trial.Impossible("there is no file");
    }

    @Override
    public boolean approve(String hash) {
        return hash.equals("abc123") && approved.add(hash);
    }

    @Override
    public Optional<JsonNode> explanation(ResourceKey key) {
        return resources().stream().anyMatch(each -> each.resource().key().equals(key))
                ? Optional.of(JsonMapper.builder().build().createObjectNode().put("of", key.toString()))
                : Optional.empty();
    }

    @Override
    public JsonNode outlook() {
        return JsonMapper.builder().build().createArrayNode();
    }
}
