package sre.orion.agent.faults;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import sre.orion.agent.engine.EngineAnswer;
import sre.orion.agent.engine.EngineRequest;
import sre.orion.agent.engine.EngineStream;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.engine.TransportException;
import sre.orion.agent.loop.Wiring;

/** BrokenTransport is a way to the engine on which requests or answers go wrong. */
class BrokenTransport implements EngineTransport {
    final EngineTransport real;

    BrokenTransport(EngineTransport real) {
        this.real = real;
    }

    /** A wiring with this way to the engine. */
    static Wiring wiring(Function<EngineTransport, EngineTransport> broken) {
        return new Wiring() {
            @Override
            public EngineTransport transport(EngineTransport real) {
                return broken.apply(real);
            }
        };
    }

    /** A wiring in which each request is sent otherwise. */
    static Wiring requests(UnaryOperator<EngineRequest> other) {
        return wiring(real -> new BrokenTransport(real) {
            @Override
            public EngineAnswer call(EngineRequest request) throws TransportException {
                return super.call(other.apply(request));
            }
        });
    }

    @Override
    public EngineAnswer call(EngineRequest request) throws TransportException {
        return real.call(request);
    }

    @Override
    public EngineStream open(EngineRequest request) throws TransportException {
        return real.open(request);
    }

    @Override
    public int apiVersion() throws TransportException {
        return real.apiVersion();
    }

    @Override
    public void close() {
        real.close();
    }
}
