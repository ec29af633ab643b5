package sre.orion.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JsonPathParser reads one path; what it cannot read is an {@link IllegalArgumentException} that says where. */
final class JsonPathParser {
    private static final List<String> OPERATORS = List.of("==", "!=", "<=", ">=", "<", ">");

    private final String text;
    private int at;

    private JsonPathParser(String text) {
        this.text = text;
    }

    /** A whole text as one path, with or without its first dot. */
    static JsonPath parse(String text) {
        var parser = new JsonPathParser(text);
        JsonPath path = parser.path();
        if (parser.at < text.length()) {
            throw parser.unreadable("unexpected '" + text.charAt(parser.at) + "'");
        }
        return path;
    }

    private JsonPath path() {
        var steps = new ArrayList<JsonPath.Step>();
        if (peek('$') || peek('@')) {
            at++;
        } else if (at < text.length() && isNamePart(text.charAt(at))) {
            steps.add(new JsonPath.Field(name()));
        }
        while (peek('.') || peek('[')) {
            if (peek('[')) {
                steps.add(bracket());
                continue;
            }
            at++;
            if (peek('.')) {
                at++;
                steps.add(new JsonPath.Descend());
            }
            if (peek('*')) {
                at++;
                steps.add(new JsonPath.Every());
            } else if (at < text.length() && !peek('[')) {
                steps.add(new JsonPath.Field(name()));
            }
        }
        return new JsonPath(steps);
    }

    private static boolean isNamePart(char character) {
        return Character.isLetterOrDigit(character) || "_-/\\".indexOf(character) >= 0;
    }

    /** A name, in which a backslash makes the next character part of it: {@code orion\.sre/source}. */
    private String name() {
        var name = new StringBuilder();
        while (at < text.length() && isNamePart(text.charAt(at))) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            name.append(text.charAt(at++));
        }
        if (name.isEmpty()) {
            throw unreadable("a name is missing");
        }
        return name.toString();
    }

    private JsonPath.Step bracket() {
        at++;
        JsonPath.Step step;
        if (peek('?')) {
            step = where();
        } else if (peek('*')) {
            at++;
            step = new JsonPath.Every();
        } else {
            step = union();
        }
        expect(']');
        return step;
    }

    private JsonPath.Step union() {
        var parts = new ArrayList<JsonPath.Step>();
        do {
            if (!parts.isEmpty()) {
                at++;
            }
            parts.add(quoted().<JsonPath.Step>map(JsonPath.Field::new).orElseGet(this::slice));
        } while (peek(','));
        return parts.size() == 1 ? parts.getFirst() : new JsonPath.AnyOf(parts);
    }

    private JsonPath.Slice slice() {
        Optional<Integer> start = number();
        if (!peek(':')) {
            int index = start.orElseThrow(() -> unreadable("an index or a name in quotes is missing"));
            return new JsonPath.Slice(index, index == -1 ? JsonPath.Slice.OPEN : index + 1, 1);
        }
        at++;
        Optional<Integer> end = number();
        int stride = 1;
        if (peek(':')) {
            at++;
            stride = number().filter(given -> given > 0).orElseThrow(() -> unreadable("a stride must be above 0"));
        }
        return new JsonPath.Slice(start.orElse(0), end.orElse(JsonPath.Slice.OPEN), stride);
    }

    private JsonPath.Step where() {
        at++;
        expect('(');
        skipBlanks();
        JsonPath left = path();
        skipBlanks();
        String operator = OPERATORS.stream()
                .filter(each -> text.startsWith(each, at))
                .findFirst()
                .orElse("");
        at += operator.length();
        skipBlanks();
        JsonPath.Operand right = operator.isEmpty() ? new JsonPath.Operand.Literal("") : operand();
        skipBlanks();
        expect(')');
        return new JsonPath.Where(left, operator, right);
    }

    private JsonPath.Operand operand() {
        Optional<String> quoted = quoted();
        if (quoted.isPresent()) {
            return new JsonPath.Operand.Literal(quoted.get());
        }
        if (peek('@') || peek('$')) {
            return new JsonPath.Operand.Path(path());
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != ')' && text.charAt(at) != ' ') {
            at++;
        }
        return new JsonPath.Operand.Literal(text.substring(start, at));
    }

    private Optional<String> quoted() {
        if (!peek('\'') && !peek('"')) {
            return Optional.empty();
        }
        char quote = text.charAt(at++);
        int end = text.indexOf(quote, at);
        if (end < 0) {
            throw unreadable("a quote is not closed");
        }
        String word = text.substring(at, end);
        at = end + 1;
        return Optional.of(word);
    }

    private Optional<Integer> number() {
        int start = at;
        if (peek('-')) {
            at++;
        }
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(text.substring(start, at)));
        } catch (NumberFormatException malformed) {
            throw unreadable("'" + text.substring(start, at) + "' is no index");
        }
    }

    private void skipBlanks() {
        while (peek(' ')) {
            at++;
        }
    }

    private boolean peek(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    private void expect(char wanted) {
        if (!peek(wanted)) {
            throw unreadable("'" + wanted + "' is missing");
        }
        at++;
    }

    private IllegalArgumentException unreadable(String why) {
        return new IllegalArgumentException("the path '" + text + "': " + why + " at character " + (at + 1));
    }
}
