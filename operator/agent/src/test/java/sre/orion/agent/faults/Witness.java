package sre.orion.agent.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.engine.EngineAnswer;
import sre.orion.agent.engine.EngineRequest;
import sre.orion.agent.engine.EngineStream;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.engine.SimulatedTransport;
import sre.orion.agent.engine.TransportException;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.resource.Revision;
import sre.orion.fixtures.simulation.HostView;
import sre.orion.fixtures.simulation.SimulatedEngine;

/** Witness stands between operator and engine, and remembers every call, what the host was like before and after it, and all else. */
final class Witness implements EngineTransport {
    private final SimulatedEngine engine;
    private final EngineTransport real;
    private final List<Moment> moments = new ArrayList<>();
    private Optional<Instant> lastWrite = Optional.empty();
    private int calls;
    private Taps taps = Taps.NONE;

    /** Whoever wants to look at a call as it is made. */
    interface Taps {
        Taps NONE = new Taps() {};

        /** A call is about to be sent. */
        default void before(EngineRequest request) {}

        /** A call has taken effect; the caller does not have the answer yet. */
        default void after(EngineRequest request) {}
    }

    Witness(SimulatedEngine engine) {
        this.engine = engine;
        real = new SimulatedTransport(engine);
    }

    void tap(Taps other) {
        taps = other;
    }

    List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** Forgets what was. */
    void clear() {
        moments.clear();
        calls = 0;
        lastWrite = Optional.empty();
    }

    /** How many calls there were. */
    int calls() {
        return calls;
    }

    void held(String service, List<Hold> holds) {
        moments.add(new Moment.Held(
                engine.time().instant(),
                service,
                List.copyOf(holds),
                engine.host().view()));
    }

    /** When the last call began or ended that asks for a change. */
    Optional<Instant> lastWrite() {
        return lastWrite;
    }

    void accepted(Revision revision) {
        moments.add(new Moment.Accepted(
                engine.time().instant(), revision, engine.host().view()));
    }

    /** All this happened before. */
    void recall(List<Moment> before) {
        moments.clear();
        moments.addAll(before);
    }

    void approved() {
        moments.add(new Moment.Approved(engine.time().instant()));
    }

    void byHand() {
        moments.add(new Moment.ByHand(engine.time().instant()));
    }

    void restarted() {
        moments.add(new Moment.Restarted(engine.time().instant()));
    }

    @Override
    public EngineAnswer call(EngineRequest request) throws TransportException {
        return watched(request, () -> real.call(request), EngineAnswer::status);
    }

    @Override
    public EngineStream open(EngineRequest request) throws TransportException {
        return watched(request, () -> real.open(request), EngineStream::status);
    }

    private interface Call<T> {
        T make() throws TransportException;
    }

    private interface Status<T> {
        int of(T answer);
    }

    private <T> T watched(EngineRequest request, Call<T> call, Status<T> status) throws TransportException {
        calls++;
        taps.before(request);
        Optional<HostView> before = look(request);
        Instant asked = engine.time().instant();
        int answered = 0;
        T answer;
        try {
            answer = call.make();
            answered = status.of(answer);
        } finally {
            if (!request.reads()) {
                lastWrite = Optional.of(engine.time().instant());
            }
            moments.add(new Moment.Call(asked, request, answered, before, look(request)));
        }
        taps.after(request);
        return answer;
    }

    private Optional<HostView> look(EngineRequest request) {
        return request.reads() ? Optional.empty() : Optional.of(engine.host().view());
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
