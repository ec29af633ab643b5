package sre.orion.agent.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** CountingTransport is a transport that remembers what was asked of it. */
final class CountingTransport implements EngineTransport {
    private final EngineTransport transport;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    CountingTransport(EngineTransport transport) {
        this.transport = transport;
    }

    /** The requests since the last question. */
    List<String> requests() {
        List<String> seen = List.copyOf(requests);
        requests.clear();
        return seen;
    }

    @Override
    public EngineAnswer call(EngineRequest request) throws TransportException {
        requests.add(request.toString());
        return transport.call(request);
    }

    @Override
    public EngineStream open(EngineRequest request) throws TransportException {
        requests.add(request.toString());
        return transport.open(request);
    }

    @Override
    public int apiVersion() throws TransportException {
        return transport.apiVersion();
    }

    @Override
    public void close() {
        transport.close();
    }
}
