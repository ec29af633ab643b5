package sre.orion.agent.serve.kube;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sre.orion.agent.serve.http.Caller;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.model.Annotations;
import sre.orion.agent.serve.model.OrionObjects;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.serve.view.Operation;
import sre.orion.agent.serve.view.ResourceView;
import sre.orion.api.resource.ResourceKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes is what becomes of requests that would change something: desired state is refused with the place in the specs to
 * edit, operations are done.
 */
final class Writes {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> MERGE_PATCHES =
            List.of("application/merge-patch+json", "application/strategic-merge-patch+json");

    private static final String APPLY_PATCH = "application/apply-patch";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final NodeView view;
    private final DryRun dryRun;

    Writes(NodeView view, InstantSource clock) {
        this.view = view;
        dryRun = new DryRun(view, clock);
    }

    /** Refuses to create, replace or delete, and says what to do instead. */
    RuntimeException refused(ApiPath path, ObjectType type, String method) {
        String what = type.qualified() + (path.name().isEmpty() ? "" : " \"" + path.name() + "\"");
        return new Refusal(
                        405,
                        "MethodNotAllowed",
                        what + " cannot be changed by " + method + ": " + advice(path, type),
                        new Refusal.Details(path.group(), path.plural(), path.name(), List.of(), 0))
                .exception();
    }

    private String advice(ApiPath path, ObjectType type) {
        if (!type.group().equals(OrionObjects.GROUP)) {
            return "it shows what runs; desired state lives in the specs folder";
        }
        return find(path, type)
                .map(known -> place(known)
                        .map(place -> "it is written in " + place + ", edit it there and Orion follows")
                        .orElse("no file says it"))
                .orElse("write it into a file of specs/" + view.node() + "/, and Orion follows");
    }

    /** Where a resource is written: {@code cortex/web.yaml:4}; empty for what no file says. */
    private static Optional<String> place(ResourceView known) {
        var location = known.resource().location();
        return location.file().isEmpty() ? Optional.empty() : Optional.of(location.file() + ":" + location.line());
    }

    /** What a document that is to be created would become. */
    ObjectNode created(ServerRequest request, ApiPath path, ObjectType type) {
        byte[] body = body(request);
        String document = new String(body, StandardCharsets.UTF_8);
        String name = object(body).path("metadata").path("name").asString("");
        var named = new ApiPath(path.group(), path.version(), path.namespace(), path.plural(), name, "");
        if (find(named, type).isPresent()) {
            throw new Refusal(
                            409,
                            "AlreadyExists",
                            type.qualified() + " \"" + name + "\" already exists",
                            new Refusal.Details(type.group(), type.plural(), name, List.of(), 0))
                    .exception();
        }
        return dryRun.of(type, named, name, Optional.empty(), document);
    }

    /**
     * Does the operations that a patch of annotations asks for; refuses every other change. Where it is a dry run of a whole
     * document, gives what that would become.
     */
    Optional<ObjectNode> patch(ServerRequest request, ApiPath path, ObjectType type) {
        Optional<ResourceView> found = find(path, type);
        boolean dry = request.query().first("dryRun").isPresent();
        byte[] body = body(request);
        if (contentType(request).startsWith(APPLY_PATCH) && dry) {
            String document = new String(body, StandardCharsets.UTF_8);
            return Optional.of(dryRun.of(type, path, path.name(), found, document));
        }
        ResourceView known = found.orElseThrow(
                () -> Refusal.notFound(path.group(), path.plural(), path.name()).exception());
        if (contentType(request).startsWith(APPLY_PATCH)) {
            throw invalid(path, known, "spec", desired(known));
        }
        ObjectNode patch = patch(request, body);
        JsonNode applied = patch.path("metadata").path("annotations").path(LAST_APPLIED);
        if (dry && applied.isString()) {
            return Optional.of(dryRun.of(type, path, path.name(), found, applied.asString()));
        }
        if (patch.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("resourceVersion");
        }
        if (dry && patch.has("spec")) {
            String merged =
                    MergePatch.apply(OrionObjects.document(known), patch).toString();
            return Optional.of(dryRun.of(type, path, path.name(), found, merged));
        }
        operate(request, path, type, known, operations(patch, known, path));
        return Optional.empty();
    }

    private void operate(
            ServerRequest request, ApiPath path, ObjectType type, ResourceView known, List<Operation> operations) {
        if (operations.isEmpty()) {
            return;
        }
        Caller caller = Caller.from(request);
        if (!caller.operates()) {
            throw Refusal.forbidden(type.qualified() + " \"" + path.name() + "\" is forbidden: " + caller.name()
                            + " may only read here; operations go through the unix socket, or need a token")
                    .exception();
        }
        if (request.query().first("dryRun").isPresent()) {
            return;
        }
        ResourceKey key = known.resource().key();
        for (Operation operation : operations) {
            view.operate(key, operation, caller.name()).ifPresent(why -> {
                throw invalid(path, known, "metadata.annotations", why);
            });
        }
    }

    private Optional<ResourceView> find(ApiPath path, ObjectType type) {
        return view.resources().stream()
                .filter(each -> each.resource().kind().text().equals(type.kind()))
                .filter(each -> each.resource().metadata().namespace().equals(path.namespace()))
                .filter(each -> each.resource().metadata().name().equals(path.name()))
                .findFirst();
    }

    private static String contentType(ServerRequest request) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        return type.split(";", 2)[0].strip();
    }

    private static byte[] body(ServerRequest request) {
        return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    }

    private static ObjectNode patch(ServerRequest request, byte[] body) {
        String type = contentType(request);
        if (!MERGE_PATCHES.contains(type)) {
            throw new Refusal(
                            415,
                            "UnsupportedMediaType",
                            "a patch must be one of " + String.join(", ", MERGE_PATCHES) + ", not \"" + type + "\"",
                            Refusal.Details.NONE)
                    .exception();
        }
        return object(body);
    }

    private static ObjectNode object(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            throw Refusal.badRequest("the body is no JSON: " + malformed.getOriginalMessage())
                    .exception();
        }
        throw Refusal.badRequest("the body must be a JSON object").exception();
    }

    private static List<Operation> operations(ObjectNode patch, ResourceView known, ApiPath path) {
        var operations = new ArrayList<Operation>();
        if (patch.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(annotations.properties())) {
                if (Annotations.operates(entry.getKey())) {
                    annotations.remove(entry.getKey());
                    operation(entry, known, path).ifPresent(operations::add);
                }
            }
        }
        ObjectNode object = OrionObjects.object(known);
        List<String> changed = MergePatch.changes(object, patch);
        if (!changed.isEmpty()) {
            throw invalid(path, known, changed.getFirst(), desired(known));
        }
        return operations;
    }

    private static String desired(ResourceView known) {
        return "it is desired state, which lives in the specs: "
                + place(known).map(at -> "edit " + at + ", and Orion follows").orElse("no file says it");
    }

    private static Optional<Operation> operation(
            Map.Entry<String, JsonNode> annotation, ResourceView known, ApiPath path) {
        JsonNode value = annotation.getValue();
        try {
            return Annotations.operation(
                    annotation.getKey(), value.isNull() ? Optional.empty() : Optional.of(value.asString("")));
        } catch (DateTimeException noTime) {
            throw invalid(
                    path,
                    known,
                    "metadata.annotations[" + annotation.getKey() + "]",
                    "\"" + value.asString("") + "\" is no time of RFC 3339, such as 2026-11-26T03:00:00Z");
        }
    }

    private static RuntimeException invalid(ApiPath path, ResourceView known, String field, String why) {
        String kind = known.resource().kind().text();
        String message = kind + "." + path.group() + " \"" + path.name() + "\" is invalid: " + field + ": " + why;
        return Refusal.invalid(
                        path.group(),
                        kind,
                        path.name(),
                        message,
                        List.of(new Refusal.Cause("FieldValueForbidden", why, field)))
                .exception();
    }
}
