package sre.orion.cli;

import java.util.List;
import java.util.Optional;
import sre.orion.cli.Selection.Selectors;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorClient;
import sre.orion.cli.client.OperatorException;
import tools.jackson.databind.JsonNode;

/** Pods finds the container of a Service among the operator's pods. */
final class Pods {
    private Pods() {}

    /** The pod of {@code pod/NAME}, {@code service/NAME} or the bare name of a Service or pod. */
    static JsonNode of(String word, OperatorClient client, Discovery discovery, Optional<String> namespace)
            throws OperatorException {
        int slash = word.indexOf('/');
        String name = word.substring(slash + 1);
        boolean ofService =
                slash < 0 || discovery.type(word.substring(0, slash)).kind().equals("Service");
        var pods = new Selection(discovery.type("pods"), Optional.empty());
        List<JsonNode> all = pods.items(client, namespace, Selectors.NONE);
        return all.stream()
                .filter(pod -> ofService && isOwnedBy(pod, name))
                .findFirst()
                .or(() -> all.stream()
                        .filter(pod -> slash < 0 || !ofService)
                        .filter(pod -> pod.at("/metadata/name").asString("").equals(name))
                        .findFirst())
                .orElseThrow(() -> new OperatorException(
                        ofService ? "service \"" + name + "\" has no container" : "pods \"" + name + "\" not found"));
    }

    private static boolean isOwnedBy(JsonNode pod, String service) {
        return pod.at("/metadata/ownerReferences")
                .valueStream()
                .anyMatch(owner -> owner.path("kind").asString("").equals("Service")
                        && owner.path("name").asString("").equals(service));
    }
}
