package sre.orion.agent.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import sre.orion.agent.HistoryRecords;
import sre.orion.agent.loop.Records;
import sre.orion.agent.loop.SimulatedOperator;
import sre.orion.agent.loop.Wiring;
import sre.orion.agent.state.StartRefusal;
import sre.orion.agent.store.History;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.kind.Status;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.FaultPlan;
import sre.orion.fixtures.simulation.SimulatedCrash;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.VirtualTime;
import tools.jackson.databind.JsonNode;

/**
 * Machine is one simulated node: an engine, a state directory with the real history in it, and the operator. The operator may be
 * killed at any time; what the next one knows is in the state directory.
 */
final class Machine implements AutoCloseable {
    /** Where files are kept in memory; elsewhere, removing them costs more than all else. */
    private static final Path MEMORY = Path.of("/dev/shm");

    final SimulatedEngine engine;
    final Witness witness;
    private final Path folder;
    private final Wiring wiring;
    private Optional<String> wanted = Optional.empty();
    private Optional<Run> run = Optional.empty();

    /** The operator while it lives. */
    private record Run(SimulatedOperator operator, History history, Records records) {}

    private Machine(SimulatedEngine engine, Path folder, Wiring wiring) {
        this.engine = engine;
        this.folder = folder;
        this.wiring = wiring;
        witness = new Witness(engine);
    }

    /** An empty machine with no operator on it yet. */
    static Machine fresh(Dialect dialect, Wiring wiring) {
        return new Machine(new SimulatedEngine(dialect, VirtualTime.start()), temporaryFolder(), wiring);
    }

    /** A machine with this engine and this history, and no operator. */
    static Machine of(SimulatedEngine host, String history, Wiring wiring) {
        var machine = new Machine(host, temporaryFolder(), wiring);
        machine.write(history);
        return machine;
    }

    private void write(String history) {
        try {
            Files.writeString(historyFile(), history);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The specs that are wanted. */
    Optional<String> wanted() {
        return wanted;
    }

    /** What is written down now. */
    String history() {
        try {
            return Files.exists(historyFile()) ? Files.readString(historyFile()) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts the operator on what is wanted and written down. */
    void start() {
        try {
            History history = History.open(historyFile());
            Records records = new HistoryRecords(history, engine.time());
            var operator = new SimulatedOperator(engine, witness, records, wiring);
            run = Optional.of(new Run(operator, history, records));
            wanted.map(Specs::revision).ifPresent(revision -> operator.accept(history.numbered(revision)));
        } catch (StartRefusal refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Ends the operator without warning: what it has not handed to the kernel is lost. */
    void crash() {
        run.ifPresent(dead -> {
            String written = history();
            dead.operator().die();
            dead.history().close();
            write(written);
        });
        run = Optional.empty();
    }

    /** From now on these specs are wanted, whether or not the operator runs. */
    void specs(String text) {
        Revision revision = Specs.revision(text);
        wanted = Optional.of(text);
        witness.accepted(revision);
        run.ifPresent(now -> now.operator().accept(now.history().numbered(revision)));
    }

    /** A person says yes to what the node asks about. */
    void approve() {
        status(new ResourceKey(Kind.NODE, Specs.NODE, Specs.NODE))
                .filter(NodeStatus.class::isInstance)
                .flatMap(node -> ((NodeStatus) node).pendingDeletion())
                .ifPresent(hash -> {
                    witness.approved();
                    Run now = run.orElseThrow();
                    now.history().approve(hash);
                    now.operator().wake(new ResourceKey(Kind.NODE, Specs.NODE, Specs.NODE));
                });
    }

    /** Asks for a pass over one resource now. */
    void wake(ResourceKey key) {
        run.ifPresent(now -> now.operator().wake(key));
    }

    /** A call by hand. */
    void hand(String method, String path) {
        witness.byHand();
        var _ = engine.byHand(method, path, null);
    }

    /** A call by hand with a body. */
    void hand(String method, String path, JsonNode body) {
        witness.byHand();
        var _ = engine.byHand(method, path, body);
    }

    /** Lets time pass; an operator that dies on the way is started again at once, with no further faults. */
    void pass(Duration time) {
        passUntil(engine.time().instant().plus(time));
    }

    /** The same until this moment; nothing happens if it is past. */
    void passUntil(Instant end) {
        while (engine.time().instant().isBefore(end)) {
            try {
                engine.time().advanceTo(end);
            } catch (SimulatedCrash died) {
                restart();
            }
        }
    }

    Duration resync() {
        return wiring.resync();
    }

    /** Kills the operator and starts it again. */
    void restart() {
        crash();
        witness.restarted();
        engine.faults(FaultPlan.none());
        start();
    }

    /**
     * Lets time pass until nothing was asked of the engine but to tell for more than a resync, and {@code reached} holds;
     * whether that came about within {@code limit}.
     */
    boolean settle(BooleanSupplier reached, Duration limit) {
        var end = engine.time().instant().plus(limit);
        var began = engine.time().instant();
        while (engine.time().instant().isBefore(end)) {
            pass(Duration.ofSeconds(8));
            var since = witness.lastWrite().filter(began::isBefore).orElse(began);
            boolean quiet = since.plusSeconds(32).isBefore(engine.time().instant());
            if (quiet && reached.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    /** The conditions of all that is wanted, as people read them: {@code Service web: True Healthy}. */
    SortedMap<String, String> conditions() {
        var conditions = new TreeMap<String, String>();
        List<ResourceKey> keys = new ArrayList<>(
                wanted.map(text -> Specs.revision(text).resources().keySet()).orElse(Collections.emptySortedSet()));
        keys.add(new ResourceKey(Kind.NODE, Specs.NODE, Specs.NODE));
        for (ResourceKey key : keys) {
            conditions.put(
                    key.kind().text() + " " + key.name(),
                    status(key).map(Machine::text).orElse("never looked at"));
        }
        return conditions;
    }

    private Optional<Status> status(ResourceKey key) {
        return run.flatMap(now -> now.records().status(key));
    }

    private static String text(Status status) {
        var text = new StringBuilder();
        for (Condition.Type type : Condition.Type.values()) {
            status.condition(type)
                    .ifPresent(condition -> text.append(type == Condition.Type.READY ? "" : ", " + type.text() + " ")
                            .append(condition.status().text())
                            .append(' ')
                            .append(condition.reason()));
        }
        return text.toString();
    }

    /** What the operator did and met so far. */
    List<String> diary() {
        return run.map(now -> now.operator().diary()).orElse(List.of());
    }

    private Path historyFile() {
        return folder.resolve("history");
    }

    private static Path temporaryFolder() {
        try {
            return Files.isDirectory(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "machine")
                    : Files.createTempDirectory("machine");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        crash();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
