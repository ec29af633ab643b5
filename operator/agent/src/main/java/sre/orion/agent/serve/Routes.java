package sre.orion.agent.serve;

import io.helidon.common.parameters.Parameters;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.agent.metrics.Metrics;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.http.RefusedException;
import sre.orion.agent.serve.http.SlowReaders;
import sre.orion.agent.serve.kube.KubernetesApi;
import sre.orion.agent.serve.kube.OpenApi;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;
import tools.jackson.databind.JsonNode;

/** Which path is answered by what, at which door. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final NodeView view;
    private final Scrape scrape;
    private final KubernetesApi api;
    private final OpenApi openApi;
    private final SlowReaders readers;
    private final ServerVersion version;

    Routes(NodeView view, Metrics metrics, SlowReaders readers) {
        this.view = view;
        this.readers = readers;
        version = ServerVersion.of();
        scrape = new Scrape(metrics::scrape);
        api = new KubernetesApi(view, Clock.systemUTC(), readers);
        openApi = api.openApi();
    }

    /** What is served behind a door. */
    HttpRouting.Builder behind(Doorkeeper keeper) {
        return HttpRouting.builder()
                .addFilter(readers)
                .addFilter(keeper)
                .register("/operations", new Operations(view))
                .get("/livez", (_, response) -> Answers.text(response, 200, "text/plain", "ok"))
                .get("/readyz", (_, response) -> ready(response))
                .get("/healthz", (_, response) -> ready(response))
                .get("/metrics", (_, response) -> Answers.text(response, 200, Metrics.CONTENT_TYPE, scrape.text()))
                .get("/version", (_, response) -> Answers.json(response, version))
                .get("/outlook", (_, response) -> Answers.json(response, view.outlook()))
                .get("/explanations/{plural}/{namespace}/{name}", this::explain)
                .get("/openapi/v3", openApi::third)
                .get("/openapi/v3/*", openApi::third)
                .get("/openapi/v2", openApi::second)
                .any("/api", api)
                .any("/api/*", api)
                .any("/apis", api)
                .any("/apis/*", api)
                .any((request, response) -> unknown(request, response))
                .error(RefusedException.class, (request, response, refused) -> refuse(response, refused))
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

    private void explain(ServerRequest request, ServerResponse response) {
        Parameters path = request.path().pathParameters();
        String plural = path.get("plural");
        String name = path.get("name");
        JsonNode explanation = Stream.of(Kind.values())
                .filter(kind -> kind.plural().equals(plural))
                .findFirst()
                .flatMap(kind -> view.explanation(new ResourceKey(kind, path.get("namespace"), name)))
                .orElseThrow(() -> Refusal.notFound("orion.sre", plural, name).exception());
        Answers.json(response, explanation);
    }

    private static void unknown(ServerRequest request, ServerResponse response) {
        String method = request.prologue().method().text();
        if (method.equals("GET") || method.equals("HEAD")) {
            Answers.refuse(response, Refusal.unknownPath());
            return;
        }
        Answers.refuse(
                response,
                Refusal.methodNotAllowed("desired state lives in the specs folder: edit its files, and Orion follows"));
    }

    private static void refuse(ServerResponse response, RefusedException refused) {
        if (!response.isSent()) {
            Answers.refuse(response, refused.refusal());
        }
    }

    private static void broken(ServerRequest request, ServerResponse response, Exception thrown) {
        LOG.atError()
                .addKeyValue("path", request.path().path())
                .setCause(thrown)
                .log("an answer could not be made");
        if (!response.isSent()) {
            Answers.refuse(
                    response,
                    new Refusal(
                            500,
                            "InternalError",
                            "the operator could not make this answer; its log says why",
                            Refusal.Details.NONE));
        }
    }
}
