package sre.orion.agent.engine;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import sre.orion.agent.engine.TransportException.Effect;

/**
 * DockerTransport is a Docker engine behind a unix socket or a TCP port. Short calls and streams have connections of
 * their own, so that streams never starve calls. The version of the API is agreed on before the first call, and again
 * after every broken connection, because the engine may have been upgraded meanwhile.
 */
public final class DockerTransport implements EngineTransport {
    private static final Duration NEGOTIATION = Duration.ofSeconds(10);

    /** Connections for reads, and as many for all else. */
    static final int AT_ONCE = 16;

    private final EngineAddress address;
    private final Connections reads;
    /** Apart from the reads: as many stops as there are connections may each take a container's whole grace. */
    private final Connections changes;

    private final Connections streams;
    private volatile int agreedVersion;

    /** A transport that has not connected yet. */
    public DockerTransport(EngineAddress address) {
        this.address = address;
        reads = new Connections(address, AT_ONCE);
        changes = new Connections(address, AT_ONCE);
        streams = new Connections(address, 64);
    }

    @Override
    public EngineAnswer call(EngineRequest request) throws TransportException {
        Deadline deadline = Deadline.in(request.deadline());
        int version = negotiated(deadline);
        return answer("/v1." + version + request.path(), request, deadline);
    }

    @Override
    public EngineStream open(EngineRequest request) throws TransportException {
        Deadline deadline = Deadline.in(request.deadline());
        // A stream's connection is used once, so the pool of streams never holds a stale one.
        Request http = http(request, "/v1." + negotiated(deadline) + request.path())
                .putHeader("Connection", "close")
                .build();
        Response response = attempt(request.toString(), deadline, () -> streams.open(http), Response::close);
        return new DockerStream(request, response);
    }

    @Override
    public int apiVersion() throws TransportException {
        return negotiated(Deadline.in(NEGOTIATION));
    }

    @Override
    public void close() {
        reads.close();
        changes.close();
        streams.close();
    }

    private EngineAnswer answer(String path, EngineRequest request, Deadline deadline) throws TransportException {
        Request http = http(request, path).build();
        Callable<EngineAnswer> work = () -> (request.reads() ? reads : changes).use(client -> {
            try (Response response = client.execute(http)) {
                return new EngineAnswer(
                        response.getStatusCode(), response.getBody().readAllBytes());
            }
        });
        try {
            return attempt(request.toString(), deadline, work, _ -> {});
        } catch (TransportException failed) {
            // One stale connection means that all are. Nothing was sent, and the pool is new by now.
            if (!Failures.brokenPipe(failed)) {
                throw failed;
            }
            return attempt(request.toString(), deadline, work, _ -> {});
        }
    }

    private int negotiated(Deadline deadline) throws TransportException {
        int known = agreedVersion;
        if (known != 0) {
            return known;
        }
        try {
            int agreed = ApiVersions.agreed(highestVersion(deadline), lowestVersion(deadline));
            agreedVersion = agreed;
            return agreed;
        } catch (TransportException e) {
            throw new TransportException(Effect.NOT_SENT, e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new TransportException(Effect.NOT_SENT, address + ": " + e.getMessage(), e);
        }
    }

    private String highestVersion(Deadline deadline) throws TransportException {
        Request ping =
                Request.builder().method(Request.Method.GET).path("/_ping").build();
        return attempt(
                "GET /_ping",
                deadline,
                () -> reads.use(client -> {
                    try (Response response = client.execute(ping)) {
                        response.getBody().readAllBytes();
                        return String.valueOf(response.getHeader("Api-Version"));
                    }
                }),
                _ -> {});
    }

    private String lowestVersion(Deadline deadline) throws TransportException {
        EngineRequest version = EngineRequest.get("/version", deadline.left());
        // Without a version in its path the question is one that every engine answers.
        return answer(version.path(), version, deadline)
                .json()
                .path("MinAPIVersion")
                .asString("");
    }

    private <T> T attempt(String what, Deadline deadline, Callable<T> work, Consumer<T> late)
            throws TransportException {
        try {
            return deadline.within(work, late);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            agreedVersion = 0;
            reads.renew();
            changes.renew();
            throw new TransportException(
                    Failures.effect(cause), what + " at " + address + ": " + Failures.reason(cause), cause);
        } catch (TimeoutException e) {
            throw new TransportException(
                    Effect.UNKNOWN, what + " at " + address + ": no answer within " + deadline + ", given up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(Effect.UNKNOWN, what + ": interrupted while waiting for the answer", e);
        }
    }

    private static Request.Builder http(EngineRequest request, String path) {
        Request.Builder http = Request.builder();
        http.method(request.method()).path(path).putHeader("Accept", "application/json");
        request.body().ifPresent(body -> {
            boolean tar = body.isBinary();
            http.putHeader("Content-Type", tar ? "application/x-tar" : "application/json")
                    .bodyBytes(tar ? body.binaryValue() : Json.MAPPER.writeValueAsBytes(body));
        });
        return http;
    }
}
