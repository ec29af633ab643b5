package sre.orion.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sre.orion.api.plan.EngineAction.PullImage;
import sre.orion.api.plan.Outcome;
import sre.orion.fixtures.engine.FakeRegistry;
import sre.orion.fixtures.engine.FixtureImages;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** The contract on a real engine of either generation. */
@Tag("engine")
class PrivateEngineContractTest {

    @Nested
    class Bookworm extends Real {
        Bookworm() {
            super(Flavour.BOOKWORM);
        }
    }

    @Nested
    class Sid extends Real {
        Sid() {
            super(Flavour.SID);
        }
    }

    abstract static class Real extends EngineContract {
        private final PrivateEngine engine;
        private final String image;
        private @Nullable FakeRegistry registry;

        Real(Flavour flavour) {
            engine = PrivateEngine.shared(flavour);
            image = FixtureImages.busybox(engine.client());
        }

        @Override
        EngineTransport connect() {
            return new DockerTransport(EngineAddress.of(engine.dockerHost()));
        }

        @Override
        String image() {
            return image;
        }

        @Override
        String published(String name) {
            // The engine asks only for blobs that it does not know.
            return registry().publish(name, "1", "{\"Env\":[\"NAME=" + name + "\"],\"Cmd\":[\"sleep\",\"60\"]}");
        }

        @AfterEach
        void closeRegistry() {
            if (registry != null) {
                registry.close();
            }
        }

        @Test
        void aPullThatHangsIsGivenUpAtItsDeadline() {
            String image = published("contract-slow");
            registry().fail(FakeRegistry.Fault.HANG);

            Outcome outcome = actions.perform(new PullImage(image, ""), Duration.ofSeconds(3), _ -> {});

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown -> assertThat(unknown.why()).contains("not done within 3 s"));
        }

        private FakeRegistry registry() {
            FakeRegistry known = registry == null ? FakeRegistry.on(engine) : registry;
            registry = known;
            return known;
        }

        @Override
        InstantSource clock() {
            return InstantSource.system();
        }
    }
}
