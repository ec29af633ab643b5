package sre.orion.agent.engine;

import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.ConnectTimeoutException;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import sre.orion.agent.engine.TransportException.Effect;

/**
 * Failures is the one place that says what an exception of docker-java's transport means. They come wrapped in bare
 * {@code RuntimeException}, and connecting a unix socket fails with a {@code SocketException} that only its text tells
 * from a broken connection.
 */
final class Failures {
    private static final List<String> NOT_CONNECTED = List.of(
            "No such file or directory",
            "Connection refused",
            "Permission denied",
            "Resource temporarily unavailable",
            "Operation not permitted");
    private static final String BROKEN_PIPE = "Broken pipe";

    private Failures() {}

    /** What may have happened at the engine when a request ended with this exception. */
    static Effect effect(Throwable failure) {
        return connectFailed(failure) || brokenPipe(failure) ? Effect.NOT_SENT : Effect.UNKNOWN;
    }

    /** Whether a pooled connection turned out to be closed by the engine before the request left, as after its restart. */
    static boolean brokenPipe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains(BROKEN_PIPE)) {
                return true;
            }
        }
        return false;
    }

    /** The innermost cause in words, for people. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    private static boolean connectFailed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean connecting =
                    switch (cause) {
                        case ConnectException _,
                                NoRouteToHostException _,
                                UnknownHostException _,
                                ConnectTimeoutException _,
                                ConnectionRequestTimeoutException _ -> true;
                        case IOException exception -> NOT_CONNECTED.contains(String.valueOf(exception.getMessage()));
                        default -> false;
                    };
            if (connecting) {
                return true;
            }
        }
        return false;
    }
}
