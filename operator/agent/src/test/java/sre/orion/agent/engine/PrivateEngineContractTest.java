package sre.orion.agent.engine;

import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
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
        InstantSource clock() {
            return InstantSource.system();
        }
    }
}
