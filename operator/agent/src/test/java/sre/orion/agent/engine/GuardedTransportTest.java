package sre.orion.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sre.orion.agent.engine.TransportException.Effect;

class GuardedTransportTest {
    private static final EngineRequest READ = EngineRequest.get("/networks", Duration.ofSeconds(1));
    private static final EngineRequest START = EngineRequest.post("/containers/x/start", Duration.ofSeconds(1));

    private final ScriptedTransport engine = new ScriptedTransport();
    private final GuardedTransport guarded = new GuardedTransport(engine, GuardedTransport.breaker());

    @Test
    void anEngineWhoseReadsAllFailIsLeftAloneForAMoment() {
        engine.answers(new TransportException(Effect.UNKNOWN, "broken"));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> guarded.call(READ)).hasMessage("broken");
        }

        assertThatThrownBy(() -> guarded.call(READ))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        failure -> assertThat(failure.effect()).isEqualTo(Effect.NOT_SENT));
        assertThat(engine.requests()).hasSize(20);
    }

    @Test
    void refusalsAreAnswersAndServerErrorsAreNot() throws Exception {
        engine.answers(answer(404));
        for (int i = 0; i < 40; i++) {
            assertThat(guarded.call(READ).status()).isEqualTo(404);
        }
        engine.answers(answer(500));
        for (int i = 0; i < 16; i++) {
            assertThat(guarded.call(READ).status()).isEqualTo(500);
        }

        assertThatThrownBy(() -> guarded.call(READ)).isInstanceOf(TransportException.class);
    }

    @Test
    void whatIsToBeDoneIsNeverHeldBack() throws Exception {
        engine.answers(answer(500));
        for (int i = 0; i < 30; i++) {
            guarded.call(START);
        }
        for (int i = 0; i < 20; i++) {
            guarded.call(READ);
        }
        assertThatThrownBy(() -> guarded.call(READ)).isInstanceOf(TransportException.class);

        assertThat(guarded.call(START).status()).isEqualTo(500);
    }

    private static EngineAnswer answer(int status) {
        return new EngineAnswer(status, "{\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8));
    }
}
