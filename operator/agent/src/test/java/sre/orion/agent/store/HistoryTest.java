package sre.orion.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.agent.state.StartRefusal;
import sre.orion.api.kind.Applied;
import sre.orion.api.kind.Attempts;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.api.resource.SourceLocation;

class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00.123456Z");
    private static final ResourceKey WEB = new ResourceKey(Kind.SERVICE, "cortex", "web");
    private static final ResourceKey NODE = new ResourceKey(Kind.NODE, "cortex", "cortex");

    @TempDir
    Path folder;

    private History open() throws StartRefusal {
        return History.open(folder.resolve("history"));
    }

    private static ServiceStatus status(int failures) {
        var ready = new Condition(Condition.Type.READY, Condition.Status.FALSE, "CrashLoop", "it ends", NOW, 3);
        var memory = new ServiceStatus.Memory(
                failures,
                Optional.of(NOW),
                2,
                Optional.of("hash"),
                "why",
                Optional.empty(),
                4,
                "plan",
                1,
                Applied.NONE);
        return new ServiceStatus(3, List.of(ready), Optional.of("id"), "image:1", "healthy", 5, List.of(NOW), memory);
    }

    private static Revision revision(String id, String... volumesAndNames) {
        var resources = new TreeMap<ResourceKey, Resource<?>>();
        for (int i = 0; i < volumesAndNames.length; i += 2) {
            var metadata = new Metadata(volumesAndNames[i], "cortex", new TreeMap<>(), new TreeMap<>(), 0);
            var spec = new VolumeSpec(
                    "cortex",
                    volumesAndNames[i],
                    volumesAndNames[i + 1],
                    false,
                    null,
                    new TreeMap<>(),
                    new TreeMap<>());
            var volume = new Resource<>(Kind.VOLUME, metadata, spec, new SourceLocation("cortex/volumes.yaml", 1, 1));
            resources.put(volume.key(), volume);
        }
        return new Revision(id, "cortex", resources);
    }

    private static long generation(Revision revision, String name) {
        Resource<?> resource = revision.resources().get(new ResourceKey(Kind.VOLUME, "cortex", name));
        return resource == null ? -1 : resource.metadata().generation();
    }

    private static Event event(String note) {
        return new Event(WEB, Event.Severity.WARNING, "Repaired", note);
    }

    @Test
    void a_status_comes_back_whole_after_a_restart() throws StartRefusal {
        History before = open();
        before.putStatus(WEB, status(2));
        before.putStatus(
                NODE,
                new NodeStatus(
                        List.of(), List.of("old-db-1"), Optional.of("abc"), List.of("container db-1"), Attempts.NONE));
        before.close();

        assertThat(open().status(WEB, ServiceStatus.class)).contains(status(2));
        assertThat(open().status(NODE, NodeStatus.class))
                .contains(new NodeStatus(
                        List.of(), List.of("old-db-1"), Optional.of("abc"), List.of("container db-1"), Attempts.NONE));
    }

    @Test
    void a_status_that_another_version_wrote_counts_as_none() throws StartRefusal, IOException {
        HistoryLog log = HistoryLog.open(folder.resolve("history"));
        log.put("status/" + WEB, "{\"containerId\":{\"not\":\"a string\"}}");
        log.close();

        assertThat(open().status(WEB, ServiceStatus.class)).isEmpty();
    }

    @Test
    void a_generation_counts_changes_of_the_spec_across_restarts() throws StartRefusal {
        History first = open();
        assertThat(generation(first.numbered(revision("1", "data", "x")), "data"))
                .isEqualTo(1);
        assertThat(generation(first.numbered(revision("2", "data", "x")), "data"))
                .isEqualTo(1);
        assertThat(generation(first.numbered(revision("3", "data", "y")), "data"))
                .isEqualTo(2);
        first.close();

        History second = open();
        assertThat(generation(second.numbered(revision("3", "data", "y")), "data"))
                .isEqualTo(2);
        assertThat(generation(second.numbered(revision("4", "data", "x")), "data"))
                .isEqualTo(3);
    }

    @Test
    void what_a_revision_no_longer_holds_is_forgotten_but_not_the_node() throws StartRefusal {
        History history = open();
        history.numbered(revision("1", "data", "x"));
        history.putStatus(WEB, status(1));
        history.putStatus(NODE, new NodeStatus(List.of(), List.of(), Optional.empty(), List.of(), Attempts.NONE));

        history.numbered(revision("2"));

        assertThat(history.status(WEB, ServiceStatus.class)).isEmpty();
        assertThat(history.status(NODE, NodeStatus.class)).isPresent();
        assertThat(generation(history.numbered(revision("3", "data", "x")), "data"))
                .isEqualTo(1);
    }

    @Test
    void equal_events_are_counted_also_across_a_restart() throws StartRefusal {
        History before = open();
        before.record(List.of(event("a"), event("b"), event("a")), NOW);
        before.close();
        History after = open();
        after.record(List.of(event("a")), NOW.plusSeconds(5));

        assertThat(after.events())
                .containsExactly(
                        new RecordedEvent(2, event("b"), NOW, NOW, 1),
                        new RecordedEvent(1, event("a"), NOW, NOW.plusSeconds(5), 3));
    }

    @Test
    void only_the_last_events_are_kept() throws StartRefusal {
        History history = open();
        for (int i = 0; i < EventLedger.LIMIT + 100; i++) {
            history.record(List.of(event("number " + i)), NOW.plus(Duration.ofSeconds(i)));
        }
        history.close();

        List<RecordedEvent> events = open().events();
        assertThat(events).hasSize(EventLedger.LIMIT);
        assertThat(events.getFirst().event().note()).isEqualTo("number 100");
        assertThat(events.getLast().number()).isEqualTo(EventLedger.LIMIT + 100);
    }

    @Test
    void approvals_outlive_a_restart_until_they_are_forgotten() throws StartRefusal {
        History history = open();
        history.approve("abc");
        history.approve("def");
        assertThat(open().approvals()).containsExactly("abc", "def");

        history.forgetApproval("abc");
        history.flush();

        assertThat(open().approvals()).containsExactly("def");
    }

    @Test
    void a_damaged_file_is_put_aside_and_the_operator_goes_on() throws StartRefusal, IOException {
        History before = open();
        before.approve("abc");
        before.close();
        Path file = folder.resolve("history");
        Files.writeString(file, "this is no history\n" + Files.readString(file));

        History after = open();

        assertThat(after.approvals()).containsExactly("abc");
        assertThat(Files.readString(folder.resolve("history.damaged"))).startsWith("this is no history");
        assertThat(Files.readString(file)).doesNotContain("this is no history");
    }

    @Test
    void a_history_that_cannot_be_written_is_written_as_soon_as_it_can() throws StartRefusal, IOException {
        History history = open();
        history.putStatus(WEB, status(1));
        Path next = Files.createDirectory(folder.resolve("history.next"));
        for (int i = 0; i < 3_000; i++) {
            history.putStatus(WEB, status(i));
            history.flush();
        }
        Files.delete(next);
        history.flush();

        assertThat(open().status(WEB, ServiceStatus.class)).contains(status(2_999));
    }

    @Test
    void what_was_done_to_a_resource_survives_a_restart_and_goes_with_it() throws StartRefusal {
        var deed = new Intervention.Deed("StartContainer", "shop-web-1", "it was stopped", "Failed", "500 no", NOW);
        var done = new Intervention(NOW, "sha256:abc", 3, List.of("state: exited -> running"), List.of(deed));
        var data = new ResourceKey(Kind.VOLUME, "cortex", "data");
        try (History history = open()) {
            history.putInterventions(data, List.of(done));
        }

        try (History history = open()) {
            assertThat(history.interventions(data)).containsExactly(done);
            assertThat(history.interventions(WEB)).isEmpty();
            var _ = history.numbered(revision("1", "other", "other"));
            assertThat(history.interventions(data)).isEmpty();
        }
    }
}
