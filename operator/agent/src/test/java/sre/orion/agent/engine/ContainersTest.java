package sre.orion.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sre.orion.agent.engine.codec.ComposeRequests;
import sre.orion.agent.engine.codec.InspectReader;
import sre.orion.agent.loop.Yaml;
import sre.orion.api.Immutable;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.resource.Revision;
import tools.jackson.databind.node.ObjectNode;

class ContainersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Scope SCOPE = new Scope(new Revision("r", "node", Immutable.map(null)));
    private static final Marks NONE = new Marks(false, Set.of(), false);

    private final Containers containers = new Containers(Duration.ofMinutes(5));

    @Test
    void aRowThatOnlyTellsAnotherTimeOrOrderIsNoChange() {
        look(START, row("a", "running", "Up 3 seconds (healthy)", "[{\"Name\":\"x\"},{\"Name\":\"y\"}]"));

        assertThat(listed(START, row("a", "running", "Up 4 hours (healthy)", "[{\"Name\":\"y\"},{\"Name\":\"x\"}]")))
                .isEmpty();
        assertThat(listed(START, row("a", "running", "Up 4 hours (unhealthy)", "[]")))
                .containsExactly("a");
    }

    @Test
    void everyContainerIsInspectedWithinTheRoundAndEvenlySpread() {
        String[] rows = new String[50];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row("c%02d".formatted(i), "running", "Up", "[]");
        }
        look(START, rows);
        var inspected = new TreeSet<String>();
        for (int pass = 1; pass <= 10; pass++) {
            Instant now = START.plusSeconds(30L * pass);
            List<String> due = listed(now, rows);
            assertThat(due).hasSize(5);
            due.forEach(id -> inspect(id, now));
            inspected.addAll(due);
        }

        assertThat(inspected).hasSize(50);
    }

    @Test
    void aRowThatContradictsAnInspectIsAskedAboutUntilTheyAgree() {
        look(START, row("a", "exited", "Exited (0)", "[]"));

        assertThat(listed(START.plusSeconds(5), row("a", "exited", "Exited (0)", "[]")))
                .isEmpty();
        assertThat(listed(START.plusSeconds(30), row("a", "exited", "Exited (0)", "[]")))
                .containsExactly("a");
    }

    @Test
    void anInspectThatTellsAnotherNameThanTheRowIsMadeAgain() {
        look(START, row("a", "running", "Up", "[]"));
        String renamed = row("a", "running", "Up", "[]").replace("/a\"", "/b\"");
        look(START.plusSeconds(5), renamed);

        assertThat(listed(START.plusSeconds(30), renamed)).containsExactly("a");
    }

    @Test
    void anOlderLookNeverReplacesANewerOne() {
        long early = containers.ticket();
        look(START, row("a", "running", "Up", "[]"));

        containers.gone("a", early);
        containers.failed("a", "too late", early, START);

        assertThat(containers.seen().get("a"))
                .isNotNull()
                .satisfies(seen -> assertThat(seen.state().unknown()).isFalse());
    }

    @Test
    void aForeignContainerIsSeenButNotInspected() {
        String foreign = row("f", "running", "Up", "[]").replace("node/Service", "other/Service");

        assertThat(listed(START, foreign)).isEmpty();
        assertThat(containers.seen()).containsOnlyKeys("f");
    }

    @Test
    void aForeignContainerWhoseIdAServiceNamesIsInspected() {
        String id = "0123456789ab".repeat(5) + "cdef";
        String foreign = row(id, "running", "Up", "[]").replace("node/Service", "other/Service");
        var scope = new Scope(Yaml.revision(Yaml.service("client", "network_mode: container:" + id.substring(0, 12))));

        assertThat(listed(START, scope, foreign)).containsExactly(id);
    }

    private void look(Instant now, String... rows) {
        listed(now, rows).forEach(id -> inspect(id, now));
    }

    private List<String> listed(Instant now, String... rows) {
        return listed(now, SCOPE, rows);
    }

    private List<String> listed(Instant now, Scope scope, String... rows) {
        byte[] list = ("[" + String.join(",", rows) + "]\n").getBytes(StandardCharsets.UTF_8);
        return containers.listed(list, containers.ticket(), scope, NONE, now);
    }

    private void inspect(String id, Instant now) {
        ObjectNode inspect = Json.MAPPER
                .createObjectNode()
                .put("Id", id)
                .put("Name", "/" + id)
                .put("Created", START.toString());
        inspect.putObject("State").put("Status", "running");
        inspect.putObject("Config").putObject("Labels").put("orion.sre/owner", "node/Service/" + id);
        ContainerState state = InspectReader.state(inspect, ComposeRequests.ENGINE);
        containers.inspected(state, Immutable.set(null), containers.ticket(), now);
    }

    private static String row(String id, String state, String status, String mounts) {
        return """
                {"Id":"%s","Names":["/%s"],"Labels":{"orion.sre/owner":"node/Service/%s","odd":"a\\"]},{"},\
                "State":"%s","Status":"%s","Mounts":%s}""".formatted(id, id, id, state, status, mounts);
    }
}
