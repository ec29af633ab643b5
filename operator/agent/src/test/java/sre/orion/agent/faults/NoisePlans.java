package sre.orion.agent.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sre.orion.agent.engine.EngineAnswer;
import sre.orion.agent.engine.EngineRequest;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.engine.TransportException;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.FaultPlan;

/** NoisePlans is every read of one scenario answered 200 with something that is no answer: cut JSON, a proxy's page, nothing, or other JSON. */
final class NoisePlans {
    private static final List<String> NOISE = List.of("[{\"Id\":\"5ccde", "<html><b>502</b></html>", "", "{\"Id\":7}");

    private final Base base;
    private final Base.Reference reference;
    private final Supplier<Wiring> wiring;

    NoisePlans(Scenario scenario, Dialect dialect, Supplier<Wiring> wiring) {
        base = Base.of(scenario, dialect);
        reference = base.reference();
        this.wiring = wiring;
    }

    Stream<Evidence> all() {
        List<Moment.Call> calls = reference.result().calls();
        return IntStream.rangeClosed(1, reference.callsAtWork())
                .boxed()
                .filter(number -> !calls.get(number - 1).writes())
                .map(number -> noise(number, NOISE.get(number % NOISE.size())));
    }

    private Evidence noise(int number, String noise) {
        Wiring under = wiring.get();
        Result result = base.run(
                FaultPlan.none(),
                new WiringOver(under) {
                    @Override
                    public EngineTransport transport(EngineTransport real) {
                        return under.transport(new Noisy(real, number, noise));
                    }
                },
                reference.result());
        String fault = "answers '" + noise + "' at " + number;
        return Evidence.of(result.under(Result.Circumstances.of(fault)), base, reference.result());
    }

    /** Answers the call of this number with noise; the numbers begin when the first of them is asked for. */
    private static final class Noisy extends BrokenTransport {
        private final int number;
        private final String noise;

        Noisy(EngineTransport real, int number, String noise) {
            super(real);
            this.number = number;
            this.noise = noise;
        }

        @Override
        public EngineAnswer call(EngineRequest request) throws TransportException {
            EngineAnswer answer = super.call(request);
            boolean now = real instanceof Witness witness && witness.calls() == number;
            return now && request.reads() ? new EngineAnswer(200, noise.getBytes(StandardCharsets.UTF_8)) : answer;
        }
    }
}
