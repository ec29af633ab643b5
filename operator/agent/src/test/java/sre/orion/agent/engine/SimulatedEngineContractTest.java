package sre.orion.agent.engine;

import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.VirtualTime;

/** The contract on a simulated engine of either generation. */
class SimulatedEngineContractTest {

    @Nested
    class Api41 extends Simulated {
        Api41() {
            super(Dialect.V20_10);
        }
    }

    @Nested
    class Api51 extends Simulated {
        Api51() {
            super(Dialect.V28_5);
        }
    }

    abstract static class Simulated extends EngineContract {
        private final SimulatedEngine engine;
        private final String image;

        Simulated(Dialect dialect) {
            engine = new SimulatedEngine(dialect, VirtualTime.start());
            image = "orion-fixture/busybox:1";
            engine.host().image(image, "{\"Cmd\":[\"sleep\",\"86400\"]}");
        }

        @Override
        EngineTransport connect() {
            return new SimulatedTransport(engine);
        }

        @Override
        String image() {
            return image;
        }

        @Override
        String published(String name) {
            engine.host().registryImage("127.0.0.1:5000/" + name + ":1", "{\"Cmd\":[\"sleep\",\"60\"]}");
            return "127.0.0.1:5000/" + name + ":1";
        }

        @Override
        InstantSource clock() {
            return engine.time();
        }
    }
}
