package sre.orion.agent.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;

/**
 * Connections is a pool of connections to one engine that can be thrown away for a new one, which is the only way to rid
 * it of stale connections. Calls in flight keep the pool they began with, so that one broken call breaks no other.
 */
final class Connections implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final EngineAddress address;
    private final int most;
    private Pool current;
    private boolean closed;

    /** Use is something done with one connection. */
    interface Use<T> {
        T with(DockerHttpClient http) throws IOException;
    }

    Connections(EngineAddress address, int most) {
        this.address = address;
        this.most = most;
        current = new Pool(address, most);
    }

    /** What a use gives, which must be done with its connection when it returns. */
    <T> T use(Use<T> use) throws IOException {
        Pool pool = acquired();
        try {
            return use.with(pool.http);
        } finally {
            release(pool);
        }
    }

    /** The beginning of an answer, whose connection is the caller's until it closes the answer. */
    Response open(Request request) throws IOException {
        return acquiredOnce().http.execute(request);
    }

    /** Starts with no connections; the old ones go when the last call that uses them ends. */
    synchronized void renew() {
        if (closed) {
            return;
        }
        Pool old = current;
        current = new Pool(address, most);
        old.retired = true;
        old.closeIfUnused();
    }

    @Override
    public synchronized void close() {
        closed = true;
        current.close();
    }

    private synchronized Pool acquired() throws IOException {
        Pool pool = acquiredOnce();
        pool.users++;
        return pool;
    }

    private synchronized Pool acquiredOnce() throws IOException {
        if (closed) {
            throw new IOException("the connection was closed");
        }
        return current;
    }

    private synchronized void release(Pool pool) {
        pool.users--;
        pool.closeIfUnused();
    }

    private static final class Pool {
        private final DockerHttpClient http;
        private int users;
        private boolean retired;

        Pool(EngineAddress address, int most) {
            http = new ZerodepDockerHttpClient.Builder()
                    .dockerHost(address.uri())
                    .maxConnections(most)
                    .connectionTimeout(CONNECT)
                    .build();
        }

        void closeIfUnused() {
            if (retired && users == 0) {
                close();
            }
        }

        void close() {
            try {
                http.close();
            } catch (IOException e) {
                // The connections are gone either way, and nobody could do anything about it.
            }
        }
    }
}
