package sre.orion.agent.serve;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.agent.metrics.Metrics;

/** Which path is answered by what, at which door. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final int ANSWER_SECONDS = 10;

    private final NodeView view;
    private final Scrape scrape;
    private final KubernetesApi api;

    Routes(NodeView view, Metrics metrics) {
        this.view = view;
        scrape = new Scrape(metrics::scrape);
        api = new KubernetesApi(view);
    }

    /** Reads, for browsers' and strangers' tricks to fail on. */
    HttpRouting.Builder forEverybody() {
        return reads(guarded(new LoopbackGuard(true)));
    }

    /** Reads and operations. */
    HttpRouting.Builder forOperators() {
        return reads(guarded(new LoopbackGuard(false)).register("/operations", new Operations(view)));
    }

    private static HttpRouting.Builder guarded(LoopbackGuard guard) {
        return HttpRouting.builder().addFilter(interruptsSlowReaders()).addFilter(guard);
    }

    private HttpRouting.Builder reads(HttpRouting.Builder routing) {
        return routing.get("/livez", (_, response) -> Answers.text(response, 200, "text/plain", "ok"))
                .get("/readyz", (_, response) -> ready(response))
                .get("/healthz", (_, response) -> ready(response))
                .get("/metrics", (_, response) -> Answers.text(response, 200, Metrics.CONTENT_TYPE, scrape.text()))
                .register(api)
                .any((request, response) -> unknown(request, response))
                .error(Exception.class, (request, response, thrown) -> broken(request, response, thrown));
    }

    private void ready(ServerResponse response) {
        List<String> reasons = view.unreadiness();
        if (reasons.isEmpty()) {
            Answers.text(response, 200, "text/plain", "ok");
        } else {
            Answers.text(response, 503, "text/plain; charset=utf-8", String.join("\n", reasons) + "\n");
        }
    }

    private static void unknown(ServerRequest request, ServerResponse response) {
        String method = request.prologue().method().text();
        if (method.equals("GET") || method.equals("HEAD")) {
            Answers.notFound(response, "the server could not find the requested resource");
            return;
        }
        Answers.refuse(
                response,
                405,
                "MethodNotAllowed",
                "desired state lives in the specs folder: edit its files, and Orion follows");
    }

    private static void broken(ServerRequest request, ServerResponse response, Exception thrown) {
        LOG.atError()
                .addKeyValue("path", request.path().path())
                .setCause(thrown)
                .log("an answer could not be made");
        if (!response.isSent()) {
            Answers.refuse(response, 500, "InternalError", "the operator could not make this answer; its log says why");
        }
    }

    /** Helidon 4.5.0 promises to close and does not (helidon#12324), so a client that waits for the end would wait. */
    private static void closeIfAsked(RoutingRequest request, RoutingResponse response) {
        String connection = request.headers().first(HeaderNames.CONNECTION).orElse("");
        if (connection.equalsIgnoreCase("close") && response.isSent()) {
            throw new CloseConnectionException("the client asked for it");
        }
    }

    /** A write waits for its reader without limit, so one that takes too long is interrupted, which closes the connection. */
    private static Filter interruptsSlowReaders() {
        return new Filter() {
            @Override
            public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
                Thread writer = Thread.currentThread();
                var deadline = CompletableFuture.delayedExecutor(ANSWER_SECONDS, TimeUnit.SECONDS);
                var interruption = CompletableFuture.runAsync(writer::interrupt, deadline);
                try {
                    chain.proceed();
                } finally {
                    interruption.cancel(false);
                }
                closeIfAsked(request, response);
            }
        };
    }
}
