package sre.orion.agent.serve.kube;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.model.OrionObjects;
import sre.orion.agent.serve.store.ObjectType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenApi is the documents below {@code /openapi/v3}, one for each group and version, for {@code kubectl explain} and for its
 * look whether the server knows {@code dryRun}; and as much of {@code /openapi/v2} as keeps clients from failing.
 */
public final class OpenApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROOT = "/openapi/v3";
    private static final String PROTOBUF = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private final List<ObjectType> types;

    OpenApi(List<ObjectType> types) {
        this.types = types;
    }

    /** Answers {@code /openapi/v3} and what is below it. */
    public void third(ServerRequest request, ServerResponse response) {
        String path = request.path().path();
        if (path.equals(ROOT) || path.equals(ROOT + "/")) {
            Answers.json(response, index());
            return;
        }
        String version = path.substring(ROOT.length() + 1);
        List<ObjectType> members =
                types.stream().filter(type -> path(type).equals(version)).toList();
        if (members.isEmpty()) {
            throw Refusal.unknownPath().exception();
        }
        Answers.json(response, document(members));
    }

    /** Answers {@code /openapi/v2}: a document without definitions, in JSON or the encoding that kubectl reads. */
    public void second(ServerRequest request, ServerResponse response) {
        if (request.headers().first(HeaderNames.ACCEPT).orElse("").contains("protobuf")) {
            var document = new ByteArrayOutputStream();
            text(document, 1, "2.0");
            var info = new ByteArrayOutputStream();
            text(info, 1, "Orion");
            text(info, 2, OrionObjects.VERSION);
            text(document, 2, info.toString(StandardCharsets.UTF_8));
            text(document, 8, "");
            Answers.bytes(response, PROTOBUF, document.toByteArray());
            return;
        }
        ObjectNode document = JSON.createObjectNode().put("swagger", "2.0");
        document.putObject("info").put("title", "Orion").put("version", OrionObjects.VERSION);
        document.putObject("paths");
        Answers.json(response, document);
    }

    /** A field of protobuf that holds a short text. */
    private static void text(ByteArrayOutputStream out, int field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(field << 3 | 2);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static String path(ObjectType type) {
        return type.group().isEmpty() ? "api/" + type.version() : "apis/" + type.apiVersion();
    }

    private ObjectNode index() {
        ObjectNode index = JSON.createObjectNode();
        ObjectNode paths = index.putObject("paths");
        types.forEach(type -> paths.putObject(path(type)).put("serverRelativeURL", ROOT + "/" + path(type)));
        return index;
    }

    private static ObjectNode document(List<ObjectType> members) {
        ObjectNode document = JSON.createObjectNode().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Orion").put("version", OrionObjects.VERSION);
        ObjectNode paths = document.putObject("paths");
        var schemas = new OpenApiSchemas();
        for (ObjectType type : members) {
            schemas.add(type);
            String collection =
                    "/" + path(type) + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
            if (type.verbs().contains("list")) {
                operation(paths.putObject(collection), type, "get", "list");
                operation(paths.putObject(collection + "/{name}"), type, "get", "get");
            }
            if (type.verbs().contains("patch")) {
                operation((ObjectNode) paths.get(collection), type, "post", "post");
                operation((ObjectNode) paths.get(collection + "/{name}"), type, "patch", "patch");
            }
        }
        document.putObject("components").set("schemas", schemas.all());
        return document;
    }

    private static void operation(ObjectNode path, ObjectType type, String method, String action) {
        ObjectNode operation = path.putObject(method);
        operation.put("x-kubernetes-action", action);
        operation.set(
                "x-kubernetes-group-version-kind",
                OpenApiSchemas.groupVersionKind(type).path(0));
        if (method.equals("patch") || method.equals("post")) {
            ArrayNode parameters = operation.putArray("parameters");
            for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
                ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
                parameter.putObject("schema").put("type", "string").put("uniqueItems", true);
            }
        }
        ObjectNode answer = operation.putObject("responses").putObject("200").put("description", "OK");
        answer.putObject("content")
                .putObject(Answers.JSON_TYPE)
                .putObject("schema")
                .put("$ref", OpenApiSchemas.reference(OpenApiSchemas.name(type)));
    }
}
