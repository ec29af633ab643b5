package sre.orion.agent.loop;

import java.time.Duration;
import java.time.InstantSource;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.api.plan.EngineAction;

/** Wiring is what a test puts in the place of an operator's parts, or between them; by default nothing. */
public interface Wiring {
    /** The operator as it is. */
    Wiring PLAIN = new Wiring() {};

    /** The port to the engine. */
    default EngineTransport transport(EngineTransport real) {
        return real;
    }

    /** The reconcilers. */
    default Core core(Core real) {
        return real;
    }

    /** What the executor acts on. */
    default ActionPort<EngineAction> port(ActionPort<EngineAction> real) {
        return real;
    }

    /** The look at the files that Services mount. */
    default FileLook files() {
        return FileLook.NONE;
    }

    /** What is written down. */
    default Records records(Records real) {
        return real;
    }

    /** What other kinds want held. */
    default Holds holds() {
        return Holds.NONE;
    }

    /** What the operator takes for the time of day; its timers go by the real one. */
    default InstantSource clock(InstantSource real) {
        return real;
    }

    /** How often everything is looked at. */
    default Duration resync() {
        return Duration.ofSeconds(30);
    }

    /** Whether an event reaches the operator. */
    default boolean hears(EngineEvent event) {
        return true;
    }

    /** Whether the operator learns that it may have missed events. */
    default boolean hearsGaps() {
        return true;
    }
}
