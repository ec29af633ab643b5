package sre.orion.specs.variable;

import java.util.function.Consumer;

/**
 * Interpolation puts values in the place of {@code $NAME} and {@code ${NAME}} by Compose's rules (compose-go
 * {@code template}): {@code $$} is one {@code $}; {@code :-} and {@code -} give a default, {@code :?} and {@code ?}
 * demand a value, {@code :+} and {@code +} replace one, the forms with a colon counting empty as unset; what follows an
 * operator is itself a template; a {@code $} that starts no name stays.
 */
public final class Interpolation {
    private static final int DEEPEST = 20;

    private final Variables variables;
    private final Consumer<String> unset;

    /**
     * An interpolation over some variables.
     *
     * @param unset told each variable that counted as empty because it is not set and has no default
     */
    public Interpolation(Variables variables, Consumer<String> unset) {
        this.variables = variables;
        this.unset = unset;
    }

    /** The template with its variables replaced. */
    public String apply(String template) throws InterpolationException {
        return apply(template, 0);
    }

    private String apply(String template, int depth) throws InterpolationException {
        if (depth > DEEPEST) {
            throw new InterpolationException("variables are nested deeper than " + DEEPEST + " levels");
        }
        var result = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int dollar = template.indexOf('$', at);
            if (dollar < 0 || dollar + 1 == template.length()) {
                return result.append(template, at, template.length()).toString();
            }
            result.append(template, at, dollar);
            char next = template.charAt(dollar + 1);
            if (next == '$') {
                result.append('$');
                at = dollar + 2;
            } else if (next == '{') {
                int end = closingBrace(template, dollar);
                result.append(braced(template.substring(dollar + 2, end), depth));
                at = end + 1;
            } else {
                int end = nameEnd(template, dollar + 1);
                result.append(end == dollar + 1 ? "$" : value(template.substring(dollar + 1, end)));
                at = end;
            }
        }
        return result.toString();
    }

    private String braced(String content, int depth) throws InterpolationException {
        int end = nameEnd(content, 0);
        String name = content.substring(0, end);
        String rest = content.substring(end);
        boolean emptyCounts = rest.startsWith(":");
        String operation = emptyCounts ? rest.substring(1) : rest;
        if (name.isEmpty() || (emptyCounts && operation.isEmpty())) {
            throw invalid(content);
        }
        if (operation.isEmpty()) {
            return value(name);
        }
        String own = variables.get(name);
        boolean given = own != null && !(emptyCounts && own.isEmpty());
        String word = operation.substring(1);
        return switch (operation.charAt(0)) {
            case '-' -> given && own != null ? own : apply(word, depth + 1);
            case '+' -> given ? apply(word, depth + 1) : "";
            case '?' -> {
                if (given && own != null) {
                    yield own;
                }
                String message = apply(word, depth + 1);
                throw new InterpolationException(
                        "the variable " + name + " must be set" + (message.isEmpty() ? "" : ": " + message));
            }
            default -> throw invalid(content);
        };
    }

    private String value(String name) {
        String value = variables.get(name);
        if (value == null) {
            unset.accept(name);
            return "";
        }
        return value;
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end), end == start)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        return letter || (!first && c >= '0' && c <= '9');
    }

    /**
     * Where the brace closes that opens after {@code dollar}: every brace counts but for one right behind an opening one,
     * and without a pair it is the last on the line (compose-go {@code template.getFirstBraceClosingIndex}).
     */
    private static int closingBrace(String template, int dollar) throws InterpolationException {
        int open = 0;
        int last = -1;
        for (int at = dollar; at < template.length() && template.charAt(at) != '\n'; at++) {
            char c = template.charAt(at);
            if (c == '}') {
                last = at;
                open--;
                if (open == 0) {
                    return at;
                }
            } else if (c == '{') {
                open++;
                at++;
                last = at < template.length() && template.charAt(at) == '}' ? at : last;
            }
        }
        if (last > 0) {
            return last;
        }
        throw new InterpolationException("\"${\" is never closed; write $$ for a $ that starts no variable");
    }

    private static InterpolationException invalid(String content) {
        return new InterpolationException("\"${" + content + "}\" is no variable; write ${NAME}, or with one of"
                + " :- - :? ? :+ + after the name, and $$ for a plain $");
    }
}
