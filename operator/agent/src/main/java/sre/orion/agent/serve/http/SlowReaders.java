package sre.orion.agent.serve.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * SlowReaders is the end of those who do not read what they asked for: a write waits for its reader without limit, so a
 * thread that has been at an answer for 10 s is interrupted, which closes its connection. Whoever rightly takes longer,
 * because it waits for something to tell, says so.
 */
public final class SlowReaders implements Filter, AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long ROUND_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<Thread, Long> busySince = new ConcurrentHashMap<>();
    private final Thread rounds = Thread.ofVirtual().name("slow-readers").unstarted(this::go);
    private volatile boolean closed;

    /** Begins to look for slow readers. */
    public SlowReaders() {
        rounds.start();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        busy();
        try {
            chain.proceed();
        } finally {
            idle();
        }
        closeIfAsked(request, response);
    }

    /** The calling thread begins to write: it may take 10 s. */
    public void busy() {
        busySince.put(Thread.currentThread(), System.nanoTime());
    }

    /** The calling thread waits for something to write, for as long as it likes. */
    public void idle() {
        busySince.remove(Thread.currentThread());
    }

    private void go() {
        while (!closed) {
            long now = System.nanoTime();
            busySince.forEach((thread, since) -> {
                if (now - since > PATIENCE_NANOS) {
                    thread.interrupt();
                }
            });
            LockSupport.parkNanos(ROUND_NANOS);
        }
    }

    /** Helidon 4.5.0 promises to close and does not (helidon#12324), so a client that waits for the end would wait. */
    private static void closeIfAsked(RoutingRequest request, RoutingResponse response) {
        String connection = request.headers().first(HeaderNames.CONNECTION).orElse("");
        if (connection.equalsIgnoreCase("close") && response.isSent()) {
            throw new CloseConnectionException("the client asked for it");
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(rounds);
    }
}
