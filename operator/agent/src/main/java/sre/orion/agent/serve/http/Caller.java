package sre.orion.agent.serve.http;

import io.helidon.webserver.http.ServerRequest;

/**
 * Caller is who makes a request, as far as the door they came by tells.
 *
 * @param name as events name them
 * @param operates whether they may do more than read
 */
public record Caller(String name, boolean operates) {
    /** Whoever it is, on this machine. */
    public static final Caller ANYBODY = new Caller("anybody on this machine", false);

    /** Remembers the caller of a request. */
    public void of(ServerRequest request) {
        request.context().register(this);
    }

    /** The caller of a request. */
    public static Caller from(ServerRequest request) {
        return request.context().get(Caller.class).orElse(ANYBODY);
    }
}
