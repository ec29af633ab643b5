package sre.orion.agent.serve;

import io.fabric8.kubernetes.api.model.EventList;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sre.orion.agent.store.RecordedEvent;
import sre.orion.api.resource.Kind;

/** The Kubernetes API, as far as it goes: Orion's kinds and events, listed and got. */
final class KubernetesApi implements HttpService {
    private static final String GROUP = "/apis/" + WireModel.API_VERSION;

    private final NodeView view;

    KubernetesApi(NodeView view) {
        this.view = view;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/api/v1/events", (request, response) -> listEvents(request, response, _ -> true))
                .get("/api/v1/namespaces/{namespace}/events", (request, response) -> {
                    String namespace = parameter(request, "namespace");
                    listEvents(
                            request,
                            response,
                            event -> event.event().regarding().namespace().equals(namespace));
                })
                .get(GROUP + "/{plural}", (request, response) -> list(request, response, _ -> true))
                .get(GROUP + "/namespaces/{namespace}/{plural}", (request, response) -> {
                    String namespace = parameter(request, "namespace");
                    list(request, response, each -> namespaceOf(each).equals(namespace));
                })
                .get(GROUP + "/namespaces/{namespace}/{plural}/{name}", this::get);
    }

    private void list(ServerRequest request, ServerResponse response, Predicate<ResourceView> wanted) {
        Optional<Kind> kind = kind(request);
        if (kind.isEmpty()) {
            Answers.notFound(response, "the server could not find the requested resource");
            return;
        }
        List<WireModel.Item> items = view.resources().stream()
                .filter(each -> each.resource().kind() == kind.get())
                .filter(wanted)
                .map(WireModel::item)
                .toList();
        Answers.json(response, WireModel.list(kind.get(), items));
    }

    private void get(ServerRequest request, ServerResponse response) {
        String namespace = parameter(request, "namespace");
        String name = parameter(request, "name");
        Optional<Kind> kind = kind(request);
        Optional<ResourceView> found = view.resources().stream()
                .filter(each -> kind.isPresent() && each.resource().kind() == kind.get())
                .filter(each -> namespaceOf(each).equals(namespace))
                .filter(each -> each.resource().metadata().name().equals(name))
                .findFirst();
        if (found.isPresent()) {
            Answers.json(response, WireModel.item(found.get()));
            return;
        }
        String what = parameter(request, "plural") + ".orion.sre";
        Answers.notFound(response, what + " \"" + name + "\" not found");
    }

    private void listEvents(ServerRequest request, ServerResponse response, Predicate<RecordedEvent> wanted) {
        Optional<FieldSelector> selector =
                FieldSelector.parse(request.query().first("fieldSelector").orElse(""));
        if (selector.isEmpty()) {
            Answers.refuse(response, 400, "BadRequest", "the field selector is not FIELD=VALUE,… on fields of events");
            return;
        }
        EventList list = new EventListBuilder()
                .withNewMetadata()
                .endMetadata()
                .withItems(view.events().stream()
                        .filter(wanted)
                        .filter(selector.get())
                        .map(event -> WireModel.event(event, view.node()))
                        .toList())
                .build();
        Answers.json(response, list);
    }

    private static Optional<Kind> kind(ServerRequest request) {
        String plural = parameter(request, "plural");
        return List.of(Kind.values()).stream()
                .filter(kind -> kind.plural().equals(plural))
                .findFirst();
    }

    private static String namespaceOf(ResourceView view) {
        return view.resource().metadata().namespace();
    }

    private static String parameter(ServerRequest request, String name) {
        return request.path().pathParameters().get(name);
    }
}
