package sre.orion.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.agent.state.StartRefusal;
import sre.orion.agent.store.History;
import sre.orion.agent.store.Intervention;
import sre.orion.api.kind.NodeSpec;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;
import sre.orion.api.plan.Step;
import sre.orion.api.plan.StepReport;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.SourceLocation;

class InterventionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    @TempDir
    Path folder;

    private History history;
    private Interventions interventions;

    @BeforeEach
    void open() throws StartRefusal {
        history = History.open(folder.resolve("history"));
        interventions = new Interventions(history);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private static Resource<NodeSpec> web(long generation) {
        var metadata = new Metadata("web", "cortex", new TreeMap<>(), new TreeMap<>(), generation);
        return new Resource<>(
                Kind.SERVICE, metadata, new NodeSpec(new TreeSet<>()), new SourceLocation("cortex/web.yaml", 1, 1));
    }

    private void act(long generation, Outcome outcome) {
        Resource<NodeSpec> web = web(generation);
        var differs = new Difference("state", "running", "exited", Difference.Change.UPDATE_IN_PLACE);
        var action = new EngineAction.StartContainer("id", "shop-web-1");
        var step = new Step(1, action, new Precondition.None(), "it was stopped", List.of(), Duration.ofSeconds(30));
        interventions.begin(web, "sha256:abc", List.of(differs), NOW);
        interventions.add(web.key(), new StepReport(step, outcome, NOW.plusSeconds(1)));
        interventions.end(web.key());
    }

    @Test
    void what_was_seen_done_and_answered_is_written_down() {
        act(3, new Outcome.Failed(500, "no space left"));

        assertThat(history.interventions(web(3).key()))
                .containsExactly(new Intervention(
                        NOW,
                        "sha256:abc",
                        3,
                        List.of("state: exited -> running"),
                        List.of(new Intervention.Deed(
                                "StartContainer",
                                "shop-web-1",
                                "it was stopped",
                                "Failed",
                                "500 no space left",
                                NOW.plusSeconds(1)))));
    }

    @Test
    void only_the_last_few_are_kept() {
        for (int generation = 1; generation <= Interventions.KEPT + 5; generation++) {
            act(generation, new Outcome.Done());
        }

        assertThat(history.interventions(web(1).key()))
                .hasSize(Interventions.KEPT)
                .extracting(Intervention::generation)
                .startsWith(6L)
                .endsWith(15L);
    }

    @Test
    void a_pass_that_does_nothing_leaves_nothing() {
        interventions.end(web(1).key());

        assertThat(history.interventions(web(1).key())).isEmpty();
    }
}
