package sre.orion.agent.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.agent.state.StartRefusal;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.reconcile.RequestReason;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * History is what a node remembers across restarts: the last status of each resource, the generation of each spec,
 * events, and approvals. It lives in memory and is written behind; a file that is lost, damaged or not to be written
 * costs history only. Every method may be called from any thread.
 */
public final class History implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    /** One for all: what it has learned of a type is dear. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String STATUS = "status/";
    private static final String GENERATION = "generation/";
    private static final String APPROVAL = "approval/";
    private static final String CREATED = "created/";
    private static final String REQUESTS = "requests/";
    private static final String INTERVENTION = "intervention/";
    private static final List<String> OF_RESOURCES =
            List.of(STATUS, GENERATION, CREATED, REQUESTS, INTERVENTION, SpecLedger.READY, SpecLedger.ROLLBACK);
    private static final String VERSIONS = "versions";

    private final HistoryLog log;
    private final EventLedger events;
    private final SpecLedger specs;
    private Optional<Revision> current = Optional.empty();
    private boolean failing;

    private History(HistoryLog log) {
        this.log = log;
        events = new EventLedger(log, JSON);
        specs = new SpecLedger(log, JSON);
    }

    /**
     * Opens the history, empty if there is none. What can be read of a damaged file is kept, and the file itself is put
     * aside as {@code <file>.damaged}.
     */
    public static History open(Path file) throws StartRefusal {
        try {
            return new History(openLog(file));
        } catch (IOException failed) {
            throw new StartRefusal(file + ": the history cannot be opened: " + failed, failed);
        }
    }

    private static HistoryLog openLog(Path file) throws IOException {
        HistoryLog log = HistoryLog.open(file);
        if (log.damaged()) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
            log.rewrite();
            LOG.atError()
                    .addKeyValue("file", file)
                    .addKeyValue("aside", aside)
                    .addKeyValue("kept", log.entries().size())
                    .log("the history is damaged, what could be read of it is kept");
        }
        return log;
    }

    /** The status that was last put, if there is one that this version can read. */
    public synchronized <T> Optional<T> status(ResourceKey key, Class<T> type) {
        String text = log.entries().get(STATUS + key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(text, type));
        } catch (JacksonException unreadable) {
            LOG.atWarn()
                    .addKeyValue("resource", key)
                    .setCause(unreadable)
                    .log("a remembered status cannot be read, it counts as none");
            return Optional.empty();
        }
    }

    /** Remembers the status of a resource. */
    public synchronized void putStatus(ResourceKey key, Object status) {
        log.put(STATUS + key, JSON.writeValueAsString(status));
    }

    /**
     * The revision with the generation of each resource filled in: 1 for a new one, one more than before when its spec
     * is another. What the revision does not hold is forgotten, except the node itself.
     */
    public synchronized Revision numbered(Revision revision) {
        var resources = new TreeMap<ResourceKey, Resource<?>>();
        revision.resources().forEach((key, resource) -> resources.put(key, numbered(key, resource)));
        forgetAllBut(resources.keySet());
        var numbered = new Revision(revision.id(), revision.node(), resources);
        current = Optional.of(numbered);
        return numbered;
    }

    /** The revision with the specs that run instead of what the files say; a roll-back ends when the files say something new. */
    public synchronized Revision rolledBack(Revision revision, Instant now) {
        var resources = new TreeMap<ResourceKey, Resource<?>>();
        revision.resources().forEach((key, resource) -> resources.put(key, rolledBack(key, resource, now)));
        return new Revision(revision.id(), revision.node(), resources);
    }

    private Resource<?> rolledBack(ResourceKey key, Resource<?> resource, Instant now) {
        if (specs.rolledBack(key).isEmpty()) {
            return resource;
        }
        if (specs.stillRolledBack(key, hash(resource.spec()))) {
            Optional<Resource<ServiceSpec>> effective = specs.effective(resource);
            if (effective.isEmpty()) {
                LOG.atError()
                        .addKeyValue("name", key.name())
                        .log("the spec to go back to has a secret that the present one has not; the present one runs");
                return resource;
            }
            return effective.get();
        }
        specs.endRollback(key);
        String note = "its spec in the files is a new one, so the roll-back is over";
        record(List.of(new Event(key, Event.Severity.NORMAL, RequestReason.ROLLBACK_ENDED.text(), note)), now);
        return resource;
    }

    private <S> Resource<S> numbered(ResourceKey key, Resource<S> resource) {
        String hash = hash(resource.spec());
        String before = log.entries().getOrDefault(GENERATION + key, "0 ");
        int space = before.indexOf(' ');
        long number = Long.parseLong(before.substring(0, space));
        if (!before.substring(space + 1).equals(hash)) {
            number++;
            log.put(GENERATION + key, number + " " + hash);
        }
        Metadata old = resource.metadata();
        var metadata = new Metadata(old.name(), old.namespace(), old.labels(), old.annotations(), number);
        return new Resource<>(resource.kind(), metadata, resource.spec(), resource.location());
    }

    private void forgetAllBut(Set<ResourceKey> keys) {
        var kept = new TreeSet<String>();
        keys.forEach(key -> kept.add(key.toString()));
        for (String entry : List.copyOf(log.entries().keySet())) {
            boolean ofResource = OF_RESOURCES.stream().anyMatch(entry::startsWith);
            String key = entry.substring(entry.indexOf('/') + 1);
            if (ofResource && !key.startsWith(Kind.NODE.text()) && !kept.contains(key)) {
                log.remove(entry);
            }
        }
    }

    /** When a resource was first asked for; {@code now} if that was never. */
    public synchronized Instant created(ResourceKey key, Instant now) {
        String known = log.entries().get(CREATED + key);
        if (known == null) {
            log.put(CREATED + key, now.toString());
            return now;
        }
        return Instant.parse(known);
    }

    /** What people asked of a resource. */
    public synchronized Requests requests(ResourceKey key) {
        String text = log.entries().get(REQUESTS + key);
        return text == null ? Requests.NONE : JSON.readValue(text, Requests.class);
    }

    /** Remembers what people asked of a resource. */
    public synchronized void putRequests(ResourceKey key, Requests requests) {
        log.put(REQUESTS + key, JSON.writeValueAsString(requests));
        flush();
    }

    /** Notes that the spec of this generation of a Service was ready, so that it can be gone back to. */
    public synchronized void ready(ResourceKey key, long generation, Instant now) {
        current.map(revision -> revision.resources().get(key))
                .filter(resource -> resource.metadata().generation() == generation)
                .map(Resource::spec)
                .ifPresent(spec -> specs.ready(
                        key, new ReadySpec(generation, current.orElseThrow().id(), now, (ServiceSpec) spec)));
    }

    /** The specs of a Service that were ready, the newest first. */
    public synchronized List<ReadySpec> readySpecs(ResourceKey key) {
        return specs.known(key);
    }

    /** The spec of a Service that runs instead of what the files say, if one does. */
    public synchronized Optional<ReadySpec> rollback(ResourceKey key) {
        return specs.rolledBack(key);
    }

    /**
     * Goes back to the last spec that was ready and is not the one that runs now; empty when there is none.
     *
     * @param written what the files say
     */
    public synchronized Optional<ReadySpec> rollBack(ResourceKey key, ServiceSpec written) {
        ServiceSpec runs = specs.rolledBack(key).map(ReadySpec::spec).orElse(written);
        Optional<ReadySpec> to = specs.known(key).stream()
                .filter(ready -> !specs.same(ready.spec(), runs))
                .findFirst();
        to.ifPresent(spec -> {
            specs.rollBack(key, hash(written), spec);
            flush();
        });
        return to;
    }

    /** Goes on with what the files say. */
    public synchronized void rollForward(ResourceKey key) {
        specs.endRollback(key);
        flush();
    }

    /** Up to where resource versions may have been given out; 0 when none was. */
    public synchronized long reservedVersions() {
        return Long.parseLong(log.entries().getOrDefault(VERSIONS, "0"));
    }

    /** Remembers up to where resource versions may be given out from now on. */
    public synchronized void reserveVersions(long last) {
        log.put(VERSIONS, Long.toString(last));
        flush();
    }

    /** Remembers the last times that the operator acted on a resource, the latest last. */
    public synchronized void putInterventions(ResourceKey key, List<Intervention> interventions) {
        log.put(INTERVENTION + key, JSON.writeValueAsString(interventions));
    }

    /** The last times that the operator acted on a resource, the latest last; none that this version cannot read. */
    public synchronized List<Intervention> interventions(ResourceKey key) {
        String text = log.entries().getOrDefault(INTERVENTION + key, "[]");
        try {
            return List.of(JSON.readValue(text, Intervention[].class));
        } catch (JacksonException unreadable) {
            LOG.atWarn()
                    .addKeyValue("resource", key)
                    .setCause(unreadable)
                    .log("remembered interventions cannot be read, they count as none");
            return List.of();
        }
    }

    /** Records events; one that is equal to an earlier one raises its count. */
    public synchronized void record(Collection<Event> seen, Instant now) {
        seen.forEach(event -> events.record(event, now));
    }

    /** The last 2,000 events, those seen longest ago first. */
    public synchronized List<RecordedEvent> events() {
        return events.all();
    }

    /** Remembers that a person said yes to the deletion with this hash. */
    public synchronized void approve(String hash) {
        log.put(APPROVAL + hash, "approved");
        flush();
    }

    /** The hashes that were said yes to. */
    public synchronized SortedSet<String> approvals() {
        var hashes = new TreeSet<String>();
        log.entries().tailMap(APPROVAL).keySet().stream()
                .takeWhile(key -> key.startsWith(APPROVAL))
                .forEach(key -> hashes.add(key.substring(APPROVAL.length())));
        return hashes;
    }

    /** Forgets an approval, once what it allowed is done or no longer asked for. */
    public synchronized void forgetApproval(String hash) {
        log.remove(APPROVAL + hash);
    }

    /** Writes what changed since the last call; a disk that refuses is reported once and tried again at the next call. */
    public synchronized void flush() {
        try {
            log.flush();
            if (failing) {
                LOG.info("the history is written again");
            }
            failing = false;
        } catch (IOException failed) {
            if (!failing) {
                LOG.atError().setCause(failed).log("the history cannot be written, the operator goes on without");
            }
            failing = true;
        }
    }

    @Override
    public synchronized void close() {
        flush();
        try {
            log.close();
        } catch (IOException failed) {
            LOG.atWarn().setCause(failed).log("the history could not be closed");
        }
    }

    private String hash(Object spec) {
        List<String> secrets = spec instanceof ServiceSpec service ? service.secretMarks() : List.of();
        return sha256(JSON.writeValueAsString(spec) + String.join(" ", secrets));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
