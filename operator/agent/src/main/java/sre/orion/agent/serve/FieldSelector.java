package sre.orion.agent.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sre.orion.agent.store.RecordedEvent;

/** What {@code fieldSelector} asks of events: {@code FIELD=VALUE}, {@code ==} and {@code !=}, all of which must hold. */
record FieldSelector(List<Requirement> requirements) implements Predicate<RecordedEvent> {

    /** One field, its value, and whether they must be equal or different. */
    record Requirement(String field, String value, boolean equal) {}

    /** The selector of a query; empty when it is none, or names a field that events do not have. */
    static Optional<FieldSelector> parse(String text) {
        var requirements = new ArrayList<Requirement>();
        for (String part : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            boolean different = part.charAt(equals - 1) == '!';
            String field = part.substring(0, different ? equals - 1 : equals).strip();
            String value = part.substring(equals + (part.startsWith("==", equals) ? 2 : 1))
                    .strip();
            if (!FIELDS.contains(field)) {
                return Optional.empty();
            }
            requirements.add(new Requirement(field, value, !different));
        }
        return Optional.of(new FieldSelector(List.copyOf(requirements)));
    }

    private static final List<String> FIELDS = List.of(
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.apiVersion",
            "metadata.namespace",
            "reason",
            "type");

    @Override
    public boolean test(RecordedEvent event) {
        return requirements.stream().allMatch(each -> value(event, each.field()).equals(each.value()) == each.equal());
    }

    private static String value(RecordedEvent recorded, String field) {
        var event = recorded.event();
        return switch (field) {
            case "involvedObject.kind" -> event.regarding().kind().text();
            case "involvedObject.name" -> event.regarding().name();
            case "involvedObject.namespace", "metadata.namespace" ->
                event.regarding().namespace();
            case "involvedObject.apiVersion" -> WireModel.API_VERSION;
            case "reason" -> event.reason();
            case "type" -> event.severity().text();
            default -> throw new IllegalArgumentException("events have no field " + field);
        };
    }
}
