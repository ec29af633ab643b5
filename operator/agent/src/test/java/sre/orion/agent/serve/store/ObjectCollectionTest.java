package sre.orion.agent.serve.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObjectCollectionTest {
    private static final ObjectType TYPE = new ObjectType(
            "test", "v1", "Thing", "things", true, List.of(), List.of(), List.of(), List.of(), List.of());

    private final List<Draft> drafts = new ArrayList<>();
    private final List<Long> reservations = new ArrayList<>();
    private final Versions versions = new Versions(1_000, 5, reservations::add);
    private final ObjectCollection things = new ObjectCollection(TYPE, versions, () -> drafts);

    private static Draft draft(String name, String value) {
        return new Draft(
                "cortex",
                name,
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                bytes("{\"name\":\"" + name + "\"}"),
                bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> changesAfter(long version) throws ExpiredException {
        return things.changesAfter(version).stream()
                .flatMap(change -> change.seenBy(_ -> true).stream())
                .map(seen -> seen.type() + " " + seen.object().name())
                .toList();
    }

    @Test
    void what_came_changed_and_went_is_told_in_order_from_any_version_since() throws ExpiredException {
        drafts.add(draft("a", ",1"));
        Snapshot first = things.look();
        drafts.add(draft("b", ",1"));
        Snapshot second = things.look();
        drafts.set(0, draft("a", ",2"));
        things.look();
        drafts.remove(1);
        Snapshot last = things.look();

        assertThat(changesAfter(first.version())).containsExactly("ADDED b", "MODIFIED a", "DELETED b");
        assertThat(changesAfter(second.version())).containsExactly("MODIFIED a", "DELETED b");
        assertThat(changesAfter(last.version())).isEmpty();
        assertThat(last.objects().values()).extracting(StoredObject::name).containsExactly("a");
    }

    @Test
    void an_equal_draft_is_no_change() {
        drafts.add(draft("a", ",1"));
        Snapshot before = things.look();
        drafts.set(0, draft("a", ",1"));

        assertThat(things.look()).isEqualTo(before);
    }

    @Test
    void versions_grow_across_restarts_and_are_reserved_in_blocks() {
        drafts.add(draft("a", ",1"));

        assertThat(things.look().version()).isGreaterThan(1_000);
        assertThat(reservations).containsExactly(101_000L);

        var later = new Versions(reservations.getLast(), 5, reservations::add);
        assertThat(later.next()).isGreaterThan(101_000);
    }

    @Test
    void a_version_of_an_earlier_start_and_one_that_fell_out_of_the_ring_are_expired() {
        drafts.add(draft("a", ",0"));
        long first = things.look().version();
        for (int round = 1; round <= 1_001; round++) {
            drafts.set(0, draft("a", "," + round));
            things.look();
        }

        assertThatThrownBy(() -> things.changesAfter(900)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> things.changesAfter(first))
                .isInstanceOf(ExpiredException.class)
                .hasMessageStartingWith("too old resource version: " + first);
    }

    @Test
    void large_objects_shorten_what_is_remembered() {
        drafts.add(draft("a", "," + "0".repeat(200_000)));
        long first = things.look().version();
        for (int round = 1; round <= 3; round++) {
            drafts.set(0, draft("a", "," + round + "0".repeat(200_000)));
            things.look();
        }

        assertThatThrownBy(() -> things.changesAfter(first)).isInstanceOf(ExpiredException.class);
    }

    @Test
    void who_sees_only_some_is_told_of_those_that_begin_or_cease_to_be_among_them() throws ExpiredException {
        drafts.add(draft("a", ",1"));
        long before = things.look().version();
        drafts.set(0, draft("a", ",2"));
        things.look();
        drafts.set(0, draft("a", ",1"));
        things.look();

        List<Change.Type> told = things.changesAfter(before).stream()
                .flatMap(change ->
                        change
                                .seenBy(object ->
                                        new String(object.draft().rest(), StandardCharsets.UTF_8).equals(",2"))
                                .stream())
                .map(Change.Seen::type)
                .toList();

        assertThat(told).containsExactly(Change.Type.ADDED, Change.Type.DELETED);
    }

    @Test
    void who_waits_is_woken_by_a_change_that_nobody_asked_for() throws InterruptedException {
        drafts.add(draft("a", ",1"));
        long before = things.look().version();
        things.join();
        drafts.set(0, draft("a", ",2"));

        things.await(before, Duration.ofSeconds(10).toNanos());
        things.leave();

        assertThat(things.at(before)).isEmpty();
    }
}
