package sre.orion.agent.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import sre.orion.api.resource.Kind;
import sre.orion.specs.yaml.Problem;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walker takes one field through its states on a host: without a value, set, changed, wrong, without a value again. After each step it checks
 * that inspect shows the field and nothing else of the host changed, that a wrong value is refused where it stands and changes nothing, that the
 * way back ends in the state of the beginning, and that a fresh host gets the same state as one that was updated.
 */
final class Walker {
    private final Walk walk;
    private final Supplier<? extends WalkedNode> fresh;
    private final Kind kind;
    private final String walked;

    /** A walker that gets an empty host with an operator whenever it asks. */
    Walker(Walk walk, Supplier<? extends WalkedNode> fresh) {
        this.walk = walk;
        this.fresh = fresh;
        kind = walk.field().kind();
        walked = WalkedSpecs.object(kind);
    }

    void walk() {
        WalkedNode node = fresh.get();
        node.converge(text(walk.base()));
        HostPicture before = node.picture();
        if (walk.says(Walk.Claim.REFUSED)) {
            assertRefused(node, walk.with("set"), before);
            return;
        }
        HostPicture set = step(node, before, "set");
        HostPicture changed = step(node, before, "change");
        if (!walk.field().takesAnything()) {
            assertRefused(node, walk.wrong(), changed);
        }
        node.converge(text(walk.base()));
        assertUnless(Walk.Claim.STAYS, "the way back leaves", node.picture().differences(before));
        var differences = new ArrayList<>(fresh("set", before, set));
        differences.addAll(fresh("change", before, changed));
        assertUnless(Walk.Claim.FRESH, "an updated host differs from a fresh one in", differences);
    }

    private HostPicture step(WalkedNode node, HostPicture before, String value) {
        HostPicture last = node.picture();
        String conditions = node.converge(text(walk.with(value)));
        HostPicture now = node.picture();
        walk.reason()
                .ifPresent(reason ->
                        assertThat(conditions).as("conditions of " + value).contains(reason));
        boolean anotherVolume = kind == Kind.VOLUME && walk.says(Walk.Claim.STAYS);
        if (!anotherVolume) {
            assertShows(
                    node,
                    value,
                    before,
                    now,
                    !walk.says(Walk.Claim.LATER) && walk.reason().isEmpty());
            assertThat(now.touched(last, walked))
                    .as("others that " + value + " touched")
                    .isEmpty();
        }
        return now;
    }

    // The table has the words of the newest engine; others must show something wherever that one does.
    private void assertShows(WalkedNode node, String value, HostPicture before, HostPicture now, boolean visible) {
        SortedMap<String, String> changes = now.changes(before, walked);
        SortedMap<String, String> wanted = visible ? walk.shows(value) : Collections.emptySortedMap();
        if (node.isNewest()) {
            assertThat(changes).as("what inspect shows of " + value).isEqualTo(wanted);
        } else {
            assertThat(changes.isEmpty())
                    .as("inspect shows nothing of " + value)
                    .isEqualTo(wanted.isEmpty());
        }
    }

    /** What a fresh host has otherwise than one that was updated. */
    private List<String> fresh(String value, HostPicture before, HostPicture updated) {
        WalkedNode node = fresh.get();
        String conditions = node.converge(text(walk.with(value)));
        HostPicture now = node.picture();
        if (walk.reason().isPresent()) {
            assertThat(conditions)
                    .as("conditions of a fresh " + value)
                    .contains(walk.reason().get());
            assertThat(now.objects()).as("what a fresh host makes of " + value).doesNotContainKey(walked);
            return List.of();
        }
        if (walk.says(Walk.Claim.LATER)) {
            assertShows(node, value, before, now, true);
            return List.of();
        }
        return updated.differences(now);
    }

    private void assertUnless(Walk.Claim claim, String what, List<String> differences) {
        if (walk.says(claim)) {
            assertThat(differences).as(what + " something, says the table").isNotEmpty();
        } else {
            assertThat(differences).as(what).isEmpty();
        }
    }

    private void assertRefused(WalkedNode node, ObjectNode spec, HostPicture before) {
        String text = text(spec);
        List<Problem> problems = node.refuse(text);
        assertThat(problems).as("what is wrong with\n" + text).hasSize(1);
        Problem problem = problems.getFirst();
        String road = "spec." + walk.place();
        assertThat(problem.field()).as("where the problem is said to be").isEqualTo(road);
        String line = text.lines().toList().get(problem.location().line() - 1);
        String key = road.substring(road.lastIndexOf('.') + 1).replaceFirst("\\[\\d+]$", "");
        assertThat(line.substring(0, problem.location().column() - 1))
                .as("before the wrong value")
                .contains("\"" + key + "\"");
        assertThat(problem.text()).as("what to do instead").containsAnyOf("must be ", "; ");
        assertThat(node.picture().differences(before))
                .as("after a spec that was refused")
                .isEmpty();
    }

    private String text(ObjectNode spec) {
        return WalkedSpecs.text(kind, spec);
    }
}
