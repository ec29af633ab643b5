package sre.orion.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorClient;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.ResourceType;
import tools.jackson.databind.JsonNode;

/**
 * Selection is which resources are meant, as people write them: {@code services}, {@code services,networks},
 * {@code service web db}, {@code service/web network/front}.
 */
record Selection(ResourceType type, Optional<String> name) {

    static List<Selection> parse(List<String> words, Discovery discovery) throws OperatorException {
        if (words.isEmpty()) {
            throw new OperatorException("say which kind: services, networks, volumes, nodes, pods, events");
        }
        var selections = new ArrayList<Selection>();
        if (words.getFirst().contains("/")) {
            for (String word : words) {
                String[] parts = word.split("/", 2);
                if (parts.length < 2 || parts[1].isEmpty()) {
                    throw new OperatorException("'" + word + "' is not KIND/NAME, such as service/web");
                }
                selections.add(new Selection(discovery.type(parts[0]), Optional.of(parts[1])));
            }
            return selections;
        }
        List<String> names = words.subList(1, words.size());
        for (String kind : words.getFirst().split(",", -1)) {
            for (ResourceType type : discovery.types(kind)) {
                if (names.isEmpty()) {
                    selections.add(new Selection(type, Optional.empty()));
                }
                names.forEach(name -> selections.add(new Selection(type, Optional.of(name))));
            }
        }
        return selections;
    }

    /** The only resource that is meant; a name alone is a Service's. */
    static Selection one(List<String> words, Discovery discovery) throws OperatorException {
        boolean bare = words.size() == 1 && !words.getFirst().contains("/");
        List<Selection> found = parse(bare ? List.of("services", words.getFirst()) : words, discovery);
        if (found.size() != 1 || found.getFirst().name().isEmpty()) {
            throw new OperatorException("name one resource, such as service/web");
        }
        return found.getFirst();
    }

    /** Where the resources that are meant are listed. */
    String path(Optional<String> namespace, Selectors selectors) {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        selectors.label().ifPresent(label -> query.add("labelSelector=" + ResourceType.encoded(label)));
        String fields = Stream.concat(name.map(word -> "metadata.name=" + word).stream(), selectors.field().stream())
                .collect(Collectors.joining(","));
        if (!fields.isEmpty()) {
            query.add("fieldSelector=" + ResourceType.encoded(fields));
        }
        return type.path(namespace) + query;
    }

    /** Selectors narrow a list down by labels and by fields. */
    record Selectors(Optional<String> label, Optional<String> field) {
        static final Selectors NONE = new Selectors(Optional.empty(), Optional.empty());
    }

    /** The resources that are meant; one that was named and is not there is an exception. */
    List<JsonNode> items(OperatorClient client, Optional<String> namespace, Selectors selectors)
            throws OperatorException {
        JsonNode list = client.get(path(namespace, selectors));
        List<JsonNode> items = list.path("items").valueStream().toList();
        if (name.isPresent() && items.isEmpty()) {
            throw notFound();
        }
        return items;
    }

    /** The resource that is meant. */
    JsonNode item(OperatorClient client, Optional<String> namespace) throws OperatorException {
        return items(client, namespace, Selectors.NONE).getFirst();
    }

    OperatorException notFound() {
        return new OperatorException(type.fullName() + " \"" + name.orElse("") + "\" not found");
    }
}
