package sre.orion.agent.faults;

import java.util.List;
import org.junit.jupiter.api.Test;
import sre.orion.agent.loop.Wiring;

/** Several kinds hold one Service: in every order the precedence of the design wins, and nothing swings. */
class HoldsTest {
    @Test
    void the_precedence_wins_in_every_order() {
        new Campaign("interleavings of holds")
                .over(List.of(Wiring.PLAIN), wiring -> HoldRuns.all(() -> wiring))
                .report();
    }
}
