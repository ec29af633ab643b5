package sre.orion.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static sre.orion.fixtures.Eventually.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EngineEventsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String START = """
            {"Type":"container","Action":"start","Actor":{"ID":"abc","Attributes":{"name":"web"}},"timeNano":1700000000123456789}""";

    private final ScriptedTransport transport = new ScriptedTransport();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void anOpenedStreamIsAGapAndThenEventsFollow() {
        transport.stream().tell(START);
        try (EngineEvents _ = started(LONG)) {
            within(LONG, () -> assertThat(told).containsExactly("gap", "container start abc web"));
        }
    }

    @Test
    void aStreamThatEndsIsAGapAndSoIsTheNextOne() {
        transport.stream().tell(START).end();
        try (EngineEvents _ = started(LONG)) {
            within(LONG, () -> assertThat(told).containsExactly("gap", "container start abc web", "gap"));
            transport.stream();

            within(LONG, () -> assertThat(told).hasSize(4).last().isEqualTo("gap"));
        }
    }

    @Test
    void aSilentStreamIsOpenedAgainFromItsLastEventOnWithoutAGap() {
        transport.stream().tell(START);
        transport.stream();
        try (EngineEvents _ = started(Duration.ofMillis(100))) {
            within(
                    LONG,
                    () -> assertThat(transport.requests())
                            .anySatisfy(request -> assertThat(request).endsWith("&since=1700000000.123456789")));
            assertThat(told).containsOnlyOnce("gap");
        }
    }

    @Test
    void probesAndExecutionsAreNotHandedOver() {
        transport.stream()
                .tell("{\"Type\":\"container\",\"Action\":\"exec_create: curl\",\"Actor\":{\"ID\":\"abc\"}}")
                .tell(START);
        try (EngineEvents _ = started(LONG)) {
            within(LONG, () -> assertThat(told).contains("container start abc web"));
            assertThat(told).noneMatch(line -> line.contains("exec"));
        }
    }

    @Test
    void anEngineThatIsAwayIsAskedAgainMoreAndMoreRarely() {
        try (EngineEvents _ = started(LONG)) {
            within(LONG, () -> assertThat(transport.requests()).hasSizeGreaterThan(2));
            assertThat(told).isEmpty();
            transport.stream();

            within(LONG, () -> assertThat(told).containsExactly("gap"));
        }
    }

    private EngineEvents started(Duration silence) {
        var listener = new EngineEvents.Listener() {
            @Override
            public void onEvent(EngineEvent event) {
                told.add(event.type() + " " + event.action() + " " + event.id() + " "
                        + event.attributes().get("name"));
            }

            @Override
            public void onGap() {
                told.add("gap");
            }
        };
        var events = new EngineEvents(transport, listener, silence);
        events.start();
        return events;
    }
}
