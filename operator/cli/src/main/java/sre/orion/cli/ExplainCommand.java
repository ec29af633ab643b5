package sre.orion.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorClient;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.ResourceType;
import tools.jackson.databind.JsonNode;

/** {@code orionctl explain}: what a field means, from the OpenAPI document that the operator serves. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says what a kind or a field means: explain service.spec.rollout.")
final class ExplainCommand implements Callable<Integer> {
    private static final int WIDTH = 78;

    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Parameters(paramLabel = "KIND[.FIELD…]", description = "Such as service.spec.container.ports.")
    private String path = "";

    @Option(names = "--recursive", description = "All fields beneath, too, by name.")
    private boolean recursive;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ExplainCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        OperatorClient client = operators.target().client();
        List<String> words = List.of(path.split("\\.", -1));
        ResourceType type = new Discovery(client).type(words.getFirst());
        String root = type.groupVersion().contains("/") ? "apis/" : "api/";
        var schemas = new Schemas(client.get("/openapi/v3/" + root + type.groupVersion()));
        JsonNode schema = schemas.of(type);
        var walked = new ArrayList<>(List.of(words.getFirst()));
        for (String field : words.subList(1, words.size())) {
            JsonNode next = schemas.field(schema, field);
            if (next.isMissingNode()) {
                throw new OperatorException("field \"" + field + "\" does not exist in " + String.join(".", walked)
                        + "; it has " + String.join(", ", schemas.fields(schema)));
            }
            walked.add(field);
            schema = next;
        }
        print(type, walked, schema, schemas, terminal);
        return 0;
    }

    private void print(ResourceType type, List<String> walked, JsonNode schema, Schemas schemas, Terminal terminal) {
        terminal.out().println("GROUP:      " + (type.group().isEmpty() ? "core" : type.group()));
        terminal.out().println("KIND:       " + type.kind());
        if (walked.size() > 1) {
            terminal.out().println("FIELD:      " + walked.getLast() + " <" + schemas.typeName(schema) + ">");
        }
        terminal.out().println();
        terminal.out().println("DESCRIPTION:");
        terminal.print(wrapped(schemas.description(schema), "    "));
        List<String> fields = schemas.fields(schema);
        if (!fields.isEmpty()) {
            terminal.out().println("FIELDS:");
            printFields(schema, schemas, "  ", terminal, 0);
        }
    }

    private void printFields(JsonNode schema, Schemas schemas, String indent, Terminal terminal, int depth) {
        for (String name : schemas.fields(schema)) {
            JsonNode field = schemas.field(schema, name);
            String required = schemas.isRequired(schema, name) ? " -required-" : "";
            terminal.out().println(indent + name + "\t<" + schemas.typeName(field) + ">" + required);
            if (!recursive) {
                terminal.print(wrapped(schemas.description(field), indent + "  "));
                terminal.out().println();
            } else if (depth < 8) {
                printFields(field, schemas, indent + "  ", terminal, depth + 1);
            }
        }
    }

    private static List<String> wrapped(String text, String indent) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(indent);
        for (String word : (text.isEmpty() ? "<empty>" : text).split("\\s+", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(indent.length());
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The schemas of an OpenAPI document. */
    private record Schemas(JsonNode document) {
        JsonNode of(ResourceType type) throws OperatorException {
            for (JsonNode schema : document.at("/components/schemas")) {
                for (JsonNode name : schema.path("x-kubernetes-group-version-kind")) {
                    if (name.path("kind").asString("").equals(type.kind())
                            && name.path("group").asString("").equals(type.group())) {
                        return schema;
                    }
                }
            }
            throw new OperatorException("the operator serves no description of " + type.fullName());
        }

        /** A schema behind its reference; a list stands for its elements, a map for its values. */
        private JsonNode resolved(JsonNode schema) {
            if (schema.has("$ref")) {
                String reference = schema.path("$ref").asString("");
                return resolved(
                        document.at("/components/schemas/" + reference.substring(reference.lastIndexOf('/') + 1)));
            }
            if (schema.path("allOf").size() == 1) {
                return resolved(schema.path("allOf").get(0));
            }
            return schema;
        }

        private JsonNode inner(JsonNode schema) {
            JsonNode found = resolved(schema);
            if (found.has("items")) {
                return inner(found.path("items"));
            }
            boolean map = !found.has("properties")
                    && found.path("additionalProperties").isObject();
            return map ? inner(found.path("additionalProperties")) : found;
        }

        JsonNode field(JsonNode schema, String name) {
            return inner(schema).path("properties").path(name);
        }

        List<String> fields(JsonNode schema) {
            return inner(schema).path("properties").propertyNames().stream()
                    .sorted()
                    .toList();
        }

        boolean isRequired(JsonNode schema, String name) {
            return inner(schema)
                    .path("required")
                    .valueStream()
                    .anyMatch(required -> required.asString("").equals(name));
        }

        String description(JsonNode schema) {
            String own = schema.path("description").asString("");
            return own.isEmpty() ? resolved(schema).path("description").asString("") : own;
        }

        String typeName(JsonNode schema) {
            JsonNode found = resolved(schema);
            if (found.has("items")) {
                return "[]" + typeName(found.path("items"));
            }
            if (!found.has("properties") && found.path("additionalProperties").isObject()) {
                return "map[string]" + typeName(found.path("additionalProperties"));
            }
            String type = found.path("type").asString("");
            return type.isEmpty() || type.equals("object") ? "Object" : type;
        }
    }
}
