package sre.orion.agent.serve.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.store.StoredObject;

/**
 * FieldSelector is what {@code fieldSelector} asks of fields: {@code FIELD=VALUE}, {@code ==} and {@code !=}, all of which
 * must hold; a backslash takes the meaning from a comma, an equals sign or a backslash in a value
 * (k8s.io/apimachinery, pkg/fields).
 */
final class FieldSelector {
    private FieldSelector() {}

    /** The objects of a type that a query asks for. */
    static Predicate<StoredObject> parse(String text, ObjectType type) {
        Predicate<StoredObject> all = _ -> true;
        for (String term : terms(text)) {
            if (!term.isEmpty()) {
                all = all.and(requirement(term, text, type));
            }
        }
        return all;
    }

    private static Predicate<StoredObject> requirement(String term, String text, ObjectType type) {
        int equals = term.indexOf('=');
        boolean different = equals > 0 && term.charAt(equals - 1) == '!';
        if (equals < 1 || (different && equals == 1)) {
            throw Refusal.badRequest("invalid selector: '" + text + "'; can't understand '" + term + "'")
                    .exception();
        }
        String field = term.substring(0, different ? equals - 1 : equals);
        String value = unescaped(term.substring(equals + (!different && term.startsWith("==", equals) ? 2 : 1)), text);
        if (!type.selects(field)) {
            throw Refusal.badRequest("field label not supported: " + field).exception();
        }
        return object -> value(object, field).equals(value) != different;
    }

    private static String value(StoredObject object, String field) {
        return switch (field) {
            case "metadata.name" -> object.name();
            case "metadata.namespace" -> object.namespace();
            default -> object.draft().fields().getOrDefault(field, "");
        };
    }

    private static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        int start = 0;
        boolean escaped = false;
        for (int position = 0; position < text.length(); position++) {
            char letter = text.charAt(position);
            if (letter == ',' && !escaped) {
                terms.add(text.substring(start, position));
                start = position + 1;
            }
            escaped = letter == '\\' && !escaped;
        }
        terms.add(text.substring(start));
        return terms;
    }

    private static String unescaped(String value, String text) {
        var plain = new StringBuilder();
        for (int position = 0; position < value.length(); position++) {
            char letter = value.charAt(position);
            if (letter == '\\') {
                position++;
                if (position == value.length() || "\\,=".indexOf(value.charAt(position)) < 0) {
                    throw Refusal.badRequest(
                                    "invalid selector: '" + text + "'; a backslash must be followed by , = or \\")
                            .exception();
                }
                letter = value.charAt(position);
            } else if (letter == '=') {
                throw Refusal.badRequest("invalid selector: '" + text + "'; = in a value is written \\=")
                        .exception();
            }
            plain.append(letter);
        }
        return plain.toString();
    }
}
