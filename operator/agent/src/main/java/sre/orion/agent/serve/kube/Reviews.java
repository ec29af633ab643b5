package sre.orion.agent.serve.kube;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.Caller;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.model.OrionObjects;
import sre.orion.agent.serve.store.ObjectType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reviews is what callers ask about themselves: who they are, and what they may do. */
final class Reviews {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> READS = List.of("get", "list", "watch");

    /** The types whose objects can only be created, and are the answer. */
    static final List<ObjectType> TYPES = List.of(
            type("authentication.k8s.io", "SelfSubjectReview", "selfsubjectreviews"),
            type("authorization.k8s.io", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
            type("authorization.k8s.io", "SelfSubjectRulesReview", "selfsubjectrulesreviews"));

    private Reviews() {}

    private static ObjectType type(String group, String kind, String plural) {
        return new ObjectType(
                group, "v1", kind, plural, false, List.of(), List.of(), List.of("create"), List.of(), List.of());
    }

    /** Answers a review; false when the path names none. */
    static boolean answer(ServerRequest request, ServerResponse response, ApiPath path) {
        boolean review = TYPES.stream()
                .anyMatch(type -> type.group().equals(path.group())
                        && type.plural().equals(path.plural())
                        && type.version().equals(path.version()));
        if (!review) {
            return false;
        }
        ObjectNode body = body(request);
        Caller caller = Caller.from(request);
        ObjectNode status = body.putObject("status");
        switch (path.plural()) {
            case "selfsubjectreviews" -> status.putObject("userInfo").put("username", caller.name());
            case "selfsubjectaccessreviews" -> access(body.path("spec"), caller, status);
            default -> rules(caller, status);
        }
        response.status(201);
        Answers.json(response, body);
        return true;
    }

    private static ObjectNode body(ServerRequest request) {
        try {
            byte[] bytes = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
            if (Protobuf.is(bytes)) {
                return Protobuf.review(bytes);
            }
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            throw Refusal.badRequest("the review is no JSON: " + malformed.getOriginalMessage())
                    .exception();
        } catch (IndexOutOfBoundsException cut) {
            throw Refusal.badRequest("the review cannot be decoded: " + cut.getMessage())
                    .exception();
        }
        throw Refusal.badRequest("the review must be a JSON object").exception();
    }

    private static void access(JsonNode spec, Caller caller, ObjectNode status) {
        JsonNode resource = spec.path("resourceAttributes");
        String verb = resource.path("verb")
                .asString(spec.at("/nonResourceAttributes/verb").asString(""));
        String group = resource.path("group").asString("");
        boolean reads = READS.contains(verb);
        boolean operates = caller.operates() && verb.equals("patch") && group.equals(OrionObjects.GROUP);
        status.put("allowed", reads || operates);
        if (!reads && !operates) {
            status.put(
                    "reason",
                    "desired state lives in the specs folder; operations are annotations, for operators only");
        }
    }

    private static void rules(Caller caller, ObjectNode status) {
        var resources = status.putArray("resourceRules");
        rule(resources.addObject(), READS, "*");
        if (caller.operates()) {
            rule(resources.addObject(), List.of("patch"), OrionObjects.GROUP);
        }
        ObjectNode paths = status.putArray("nonResourceRules").addObject();
        paths.putArray("verbs").add("get");
        paths.putArray("nonResourceURLs").add("*");
        status.put("incomplete", false);
    }

    private static void rule(ObjectNode rule, List<String> verbs, String group) {
        var array = rule.putArray("verbs");
        verbs.forEach(array::add);
        rule.putArray("apiGroups").add(group);
        rule.putArray("resources").add("*");
    }
}
