package sre.orion.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.cli.Selection.Selectors;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.ResourceType;
import sre.orion.cli.client.Target;
import tools.jackson.databind.JsonNode;

/**
 * Explanation is the operator's account of one resource: what its spec asks for, what differs, what would be done next, and
 * what was done lately.
 */
record Explanation(ResourceType type, String name, JsonNode content) {

    /** The explanations of all resources that are meant. */
    static List<Explanation> of(List<Selection> selections, Target target, Optional<String> namespace)
            throws OperatorException {
        var explanations = new ArrayList<Explanation>();
        for (Selection selection : selections) {
            for (JsonNode item : selection.items(target.client(), namespace, Selectors.NONE)) {
                String name = item.at("/metadata/name").asString("");
                String path = "/explanations/" + selection.type().plural() + "/"
                        + ResourceType.encoded(item.at("/metadata/namespace").asString("")) + "/"
                        + ResourceType.encoded(name);
                explanations.add(
                        new Explanation(selection.type(), name, target.client().get(path)));
            }
        }
        return explanations;
    }

    String title() {
        return type.fullSingular() + "/" + name;
    }

    List<JsonNode> differences() {
        return content.path("differences").valueStream().toList();
    }

    /** The next steps, a line each. */
    List<String> steps() {
        return steps(content);
    }

    /** The steps of a plan as {@code ./orion plan} writes them: {@code #2 [1] StopContainer web-1 - the spec changed}. */
    static List<String> steps(JsonNode planned) {
        return planned.path("steps").valueStream().map(Explanation::step).toList();
    }

    private static String step(JsonNode step) {
        String after = String.join(
                ",",
                step.path("dependsOn")
                        .valueStream()
                        .map(number -> number.asString(""))
                        .toList());
        return "#" + step.path("number").asInt() + " " + (after.isEmpty() ? "" : "[" + after + "] ") + deed(step);
    }

    /** An action, its target and why. */
    static String deed(JsonNode step) {
        return step.path("action").asString("") + " " + step.path("target").asString("") + " - "
                + step.path("cause").asString("");
    }

    /** The condition {@code Ready} in one line. */
    String ready() {
        JsonNode ready = content.path("ready");
        return "Ready=" + ready.path("status").asString("Unknown") + " "
                + ready.path("reason").asString("") + ": "
                + ready.path("message").asString("");
    }
}
