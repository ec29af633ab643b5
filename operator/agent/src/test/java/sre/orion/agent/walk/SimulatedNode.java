package sre.orion.agent.walk;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sre.orion.agent.loop.MemoryRecords;
import sre.orion.agent.loop.SimulatedOperator;
import sre.orion.agent.state.StartRefusal;
import sre.orion.agent.store.History;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.TracedCall;
import sre.orion.fixtures.simulation.VirtualTime;
import sre.orion.specs.LoadResult;
import sre.orion.specs.SpecFiles;
import sre.orion.specs.SpecLoader;
import sre.orion.specs.yaml.Problem;

/** SimulatedNode is the real loader, numbering, loop and reconcilers on a simulated engine in virtual time. */
final class SimulatedNode implements WalkedNode {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final int PATIENCE = 30;

    private final SimulatedEngine engine;
    private final MemoryRecords records = new MemoryRecords();
    private final SimulatedOperator operator;
    private final History history;

    SimulatedNode(Dialect dialect, Path folder) {
        engine = new SimulatedEngine(dialect, VirtualTime.start());
        for (int version = 1; version <= 3; version++) {
            engine.host().image("walk:" + version, "{\"Cmd\":[\"sleep\",\"86400\"]}");
        }
        engine.host()
                .image("probed:1", "{\"Cmd\":[\"sleep\",\"86400\"],\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]}}");
        operator = new SimulatedOperator(engine, records);
        try {
            history = History.open(folder.resolve("history"));
        } catch (StartRefusal e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isNewest() {
        return engine.dialect() == Dialect.V28_5;
    }

    @Override
    public HostPicture picture() {
        return HostPicture.of(path -> engine.byHand("GET", path, null).body());
    }

    @Override
    public String converge(String specs) {
        switch (load(specs)) {
            case LoadResult.Loaded loaded -> operator.accept(history.numbered(loaded.revision()));
            case LoadResult.Refused refused ->
                throw new AssertionError("the loader refuses " + refused.problems() + " in\n" + specs);
        }
        engine.clearTrace();
        for (int step = 0; step < PATIENCE; step++) {
            engine.time().advance(STEP);
            boolean busy = engine.trace().stream().anyMatch(TracedCall::mutating);
            engine.clearTrace();
            if (!busy && step > 3) {
                return conditions();
            }
        }
        throw new AssertionError("not converged within " + STEP.multipliedBy(PATIENCE) + ": " + operator.diary());
    }

    @Override
    public List<Problem> refuse(String specs) {
        engine.time().advance(STEP.multipliedBy(4));
        return switch (load(specs)) {
            case LoadResult.Loaded _ -> List.of();
            case LoadResult.Refused refused -> refused.problems();
        };
    }

    private String conditions() {
        return Stream.of(Kind.values())
                .map(kind -> records.status(new ResourceKey(kind, WalkedSpecs.NODE, WalkedSpecs.WALKED)))
                .flatMap(Optional::stream)
                .flatMap(status -> status.conditions().stream())
                .map(condition -> "%s %s %s"
                        .formatted(condition.type().text(), condition.status().text(), condition.reason()))
                .collect(Collectors.joining(", "));
    }

    private static LoadResult load(String text) {
        var files = new TreeMap<String, byte[]>();
        files.put(WalkedSpecs.FILE, text.getBytes(StandardCharsets.UTF_8));
        WalkedSpecs.beside().forEach((file, content) -> files.put(file, content.getBytes(StandardCharsets.UTF_8)));
        var specs = new SpecFiles("sha256:" + text.hashCode(), "/specs", "/root", files, SpecFiles.OtherFiles.NONE);
        return new SpecLoader().load(WalkedSpecs.NODE, specs);
    }
}
