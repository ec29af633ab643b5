package sre.orion.agent.serve;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.Refusal;

/**
 * Keeps web pages out: a browser on this machine reaches loopback too, with an {@code Origin}, or, after DNS rebinding, with
 * a {@code Host} that is not loopback's name.
 */
final class LoopbackGuard implements Filter {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean checksHost;

    /** Guards a door; whoever comes by the unix socket may call the host what they like. */
    LoopbackGuard(boolean checksHost) {
        this.checksHost = checksHost;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.headers().contains(HeaderNames.ORIGIN)) {
            forbid(response, "requests of web pages are refused: this one has an Origin");
            return;
        }
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        if (checksHost && !NAMES.contains(host.replaceFirst(":[0-9]+$", ""))) {
            forbid(response, "the Host must be localhost, 127.0.0.1 or [::1]");
            return;
        }
        chain.proceed();
    }

    private static void forbid(ServerResponse response, String message) {
        Answers.refuse(response, Refusal.forbidden(message));
    }
}
