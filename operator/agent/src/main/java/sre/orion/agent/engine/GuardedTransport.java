package sre.orion.agent.engine;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import sre.orion.agent.engine.TransportException.Effect;

/**
 * GuardedTransport is a transport that leaves an engine alone for a moment when nearly all reads fail. Only reads are
 * counted and held back: a refusal such as 404 or 409 is an answer, and a mutating call is the executor's to judge.
 */
public final class GuardedTransport implements EngineTransport {
    private final EngineTransport transport;
    private final CircuitBreaker breaker;

    /** A guard before a transport. */
    public GuardedTransport(EngineTransport transport, CircuitBreaker breaker) {
        this.transport = transport;
        this.breaker = breaker;
    }

    /** A breaker that opens for 2 s when 16 of the last 20 reads failed. One container whose inspect hangs does not open it. */
    public static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "engine",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(20)
                        .failureRateThreshold(80)
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    @Override
    public EngineAnswer call(EngineRequest request) throws TransportException {
        if (!request.reads()) {
            return transport.call(request);
        }
        if (!breaker.tryAcquirePermission()) {
            throw new TransportException(
                    Effect.NOT_SENT, request + ": not sent, as nearly every read failed; asked again within seconds");
        }
        long start = System.nanoTime();
        try {
            EngineAnswer answer = transport.call(request);
            if (answer.status() >= 500) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, new RefusedRead(answer));
            } else {
                breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
            return answer;
        } catch (TransportException e) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            throw e;
        }
    }

    @Override
    public EngineStream open(EngineRequest request) throws TransportException {
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

    private static final class RefusedRead extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedRead(EngineAnswer answer) {
            super(answer.toString());
        }
    }
}
