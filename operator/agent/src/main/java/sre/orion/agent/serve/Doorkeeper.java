package sre.orion.agent.serve;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.Caller;
import sre.orion.agent.serve.http.Refusal;

/**
 * Doorkeeper is who is let in by a door, and as whom. Web pages never are: a browser on this machine reaches loopback too,
 * with an {@code Origin}, or, after DNS rebinding, with a {@code Host} that is not loopback's name.
 */
final class Doorkeeper implements Filter {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** A client that tries a web socket for a watch, as fabric8's does, goes on without when it is told 503. */
    private static final Refusal NO_WEB_SOCKETS = new Refusal(
            503, "ServiceUnavailable", "web sockets are not spoken: ask without Upgrade", Refusal.Details.NONE);

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final boolean checksHost;
    private final Optional<Caller> unnamed;
    private final Tokens tokens;

    /**
     * The keeper of a door.
     *
     * @param checksHost whether only loopback's names may be called
     * @param unnamed who comes without a token; empty: nobody may
     */
    private Doorkeeper(boolean checksHost, Optional<Caller> unnamed, Tokens tokens) {
        this.checksHost = checksHost;
        this.unnamed = unnamed;
        this.tokens = tokens;
    }

    /** Of the unix socket: whom its permissions let in may do everything. */
    static Doorkeeper ofSocket() {
        return new Doorkeeper(false, Optional.of(new Caller("the unix socket", true)), Tokens.NONE);
    }

    /** Of a port on loopback: anybody may read, a token may allow more. */
    static Doorkeeper ofLoopback(Tokens tokens) {
        return new Doorkeeper(true, Optional.of(Caller.ANYBODY), tokens);
    }

    /** Of a port that others reach: nobody comes in without a token. */
    static Doorkeeper ofNetwork(Tokens tokens) {
        return new Doorkeeper(false, Optional.empty(), tokens);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Optional<Refusal> refusal = refusal(request);
        if (refusal.isPresent()) {
            Answers.refuse(response, refusal.get());
            return;
        }
        chain.proceed();
    }

    private Optional<Refusal> refusal(RoutingRequest request) {
        if (request.headers().first(HeaderNames.UPGRADE).orElse("").equalsIgnoreCase("websocket")) {
            return Optional.of(NO_WEB_SOCKETS);
        }
        if (request.headers().contains(HeaderNames.ORIGIN) && !ownOrigin(request)) {
            return Optional.of(Refusal.forbidden("requests of web pages are refused: this one has an Origin"));
        }
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        if (checksHost && !LOOPBACK.contains(host.replaceFirst(":[0-9]+$", ""))) {
            return Optional.of(Refusal.forbidden("the Host must be localhost, 127.0.0.1 or [::1]"));
        }
        Optional<String> authorization = request.headers().first(HeaderNames.AUTHORIZATION);
        if (authorization.isEmpty()) {
            unnamed.ifPresent(caller -> caller.of(request));
            return unnamed.isPresent() ? Optional.empty() : Optional.of(Refusal.unauthorized());
        }
        return authorized(request, authorization.get());
    }

    /** Whether the origin is this server, which serves no pages: so say clients that are no browsers, such as fabric8's. */
    private static boolean ownOrigin(RoutingRequest request) {
        String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    private Optional<Refusal> authorized(RoutingRequest request, String authorization) {
        String peer = request.remotePeer().host();
        if (tokens.exhausted(peer)) {
            return Optional.of(Refusal.tooMany("too many wrong tokens from " + peer + ": wait", Tokens.WAIT_SECONDS));
        }
        Optional<Caller> caller = tokens.find(token(authorization), peer);
        caller.ifPresent(known -> known.of(request));
        return caller.isPresent() ? Optional.empty() : Optional.of(Refusal.unauthorized());
    }

    /**
     * The token of a bearer, or the password of a pair: kubectl sends no bearer token without TLS, but does send what stands in
     * its server's address, {@code http://anna:TOKEN@127.0.0.1:7070}.
     */
    private static String token(String authorization) {
        if (authorization.startsWith(BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        if (!authorization.startsWith(BASIC)) {
            return "";
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            return text.substring(text.indexOf(':') + 1);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
