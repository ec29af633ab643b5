package sre.orion.agent.faults;

import java.time.Duration;
import java.time.InstantSource;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.loop.ActionPort;
import sre.orion.agent.loop.Core;
import sre.orion.agent.loop.Holds;
import sre.orion.agent.loop.Records;
import sre.orion.agent.loop.Wiring;
import sre.orion.api.plan.EngineAction;

/** WiringOver is another wiring, for one part of it to be replaced. */
abstract class WiringOver implements Wiring {
    private final Wiring under;

    WiringOver(Wiring under) {
        this.under = under;
    }

    @Override
    public EngineTransport transport(EngineTransport real) {
        return under.transport(real);
    }

    @Override
    public Core core(Core real) {
        return under.core(real);
    }

    @Override
    public ActionPort<EngineAction> port(ActionPort<EngineAction> real) {
        return under.port(real);
    }

    @Override
    public Records records(Records real) {
        return under.records(real);
    }

    @Override
    public Holds holds() {
        return under.holds();
    }

    @Override
    public InstantSource clock(InstantSource real) {
        return under.clock(real);
    }

    @Override
    public Duration resync() {
        return under.resync();
    }

    @Override
    public boolean hears(EngineEvent event) {
        return under.hears(event);
    }

    @Override
    public boolean hearsGaps() {
        return under.hearsGaps();
    }
}
