package sre.orion.agent.engine;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** EngineAddress is where an engine listens: a unix socket or a TCP port, as {@code DOCKER_HOST} names it. */
public record EngineAddress(URI uri) {
    private static final String DEFAULT = "unix:///var/run/docker.sock";
    private static final String FORMS = "write unix:///var/run/docker.sock or tcp://127.0.0.1:2375";

    /**
     * The address that a value of {@code DOCKER_HOST} means; null and empty mean the socket that Docker installs.
     *
     * @throws IllegalArgumentException if it is none, with what to write instead
     */
    public static EngineAddress of(@Nullable String dockerHost) {
        String text = dockerHost == null || dockerHost.isBlank() ? DEFAULT : dockerHost.strip();
        URI uri = parsed(text);
        String scheme = String.valueOf(uri.getScheme());
        return switch (scheme) {
            case "unix" -> unix(text, uri);
            case "tcp", "http" -> tcp(text, uri);
            default -> throw wrong(text, "has the scheme '" + scheme + "', which Orion does not speak");
        };
    }

    /** The address as {@code DOCKER_HOST} writes it. */
    @Override
    public String toString() {
        return uri.toString();
    }

    private static URI parsed(String text) {
        if (!text.contains("://")) {
            throw wrong(text, "has no scheme");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text, "is no address (" + e.getReason() + ")");
        }
    }

    private static EngineAddress unix(String text, URI uri) {
        if (uri.getAuthority() != null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw wrong(text, "does not hold the absolute path of a socket");
        }
        return new EngineAddress(uri);
    }

    private static EngineAddress tcp(String text, URI uri) {
        if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535) {
            throw wrong(text, "does not name a host and a port from 1 to 65535");
        }
        return new EngineAddress(URI.create("tcp://" + uri.getRawAuthority() + uri.getRawPath()));
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException("DOCKER_HOST: '" + text + "' " + what + "; " + FORMS);
    }
}
