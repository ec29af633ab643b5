package sre.orion.specs.variable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.api.resource.SourceLocation;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;

/**
 * EnvFile reads Compose's dialect of env files (compose-go {@code dotenv}): {@code export}, {@code NAME=value} and
 * {@code NAME: value}, comments after a blank and {@code #}, single quotes that keep everything, double quotes with
 * escapes, both over several lines, {@code $NAME} outside single quotes, and bare names that take an outer value.
 */
public final class EnvFile {
    private static final Pattern ESCAPE = Pattern.compile("\\\\([abfnrtv$\"\\\\]|0[0-7]{0,3})");

    private final String file;
    private final String text;
    private final Variables outer;
    private final Problems problems;
    private final SortedMap<String, String> values = new TreeMap<>();
    private int at;

    private EnvFile(String file, String text, Variables outer, Problems problems) {
        this.file = file;
        this.text = text;
        this.outer = outer;
        this.problems = problems;
    }

    /**
     * The variables of a file.
     *
     * @param outer what values may use, and what bare names take; it beats what stands earlier in the file
     */
    public static SortedMap<String, String> read(String file, byte[] bytes, Variables outer, Problems problems) {
        String text = decode(bytes);
        if (text == null) {
            problems.error(
                    new Place(new SourceLocation(file, 1, 1), "env file"),
                    bytes.length > 0 && bytes[0] == 0
                            ? "is encrypted or binary, not text; decrypt it on this machine first"
                            : "is not UTF-8 text; is it encrypted?");
            return new TreeMap<>();
        }
        return new EnvFile(file, text, outer, problems).parse();
    }

    /**
     * The variables of a file in format {@code raw}: each line {@code NAME=value}, the value as it is, or {@code NAME},
     * which takes the outer value if there is one.
     */
    public static SortedMap<String, String> readRaw(String file, byte[] bytes, Variables outer, Problems problems) {
        var values = new TreeMap<String, String>();
        String text = decode(bytes);
        int number = 0;
        for (String line : (text == null ? "" : text).split("\n", -1)) {
            number++;
            String stripped = line.stripLeading();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            int equals = stripped.indexOf('=');
            String name = equals < 0 ? stripped : stripped.substring(0, equals);
            String inherited = outer.get(name);
            if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
                problems.error(new Place(new SourceLocation(file, number, 1), "env file"), "write NAME=value");
            } else if (equals >= 0) {
                values.put(name, stripped.substring(equals + 1));
            } else if (inherited != null) {
                values.put(name, inherited);
            }
        }
        return values;
    }

    private static @Nullable String decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') >= 0 ? null : text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private SortedMap<String, String> parse() {
        while (skipToStatement()) {
            int start = at;
            try {
                statement();
            } catch (InterpolationException e) {
                problems.error(place(start), e.text());
                skipLine();
            }
        }
        return values;
    }

    /** Moves to the next character that is neither blank nor in a comment; false at the end. */
    private boolean skipToStatement() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                skipLine();
            } else if (isBlank(c) || c == '\n') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void statement() throws InterpolationException {
        if (text.startsWith("export", at) && at + 6 < text.length() && isBlank(text.charAt(at + 6))) {
            at += 6;
            skipBlanks();
        }
        int start = at;
        while (at < text.length() && "=:\n".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (!Character.isLetterOrDigit(c) && "_.-[]".indexOf(c) < 0 && !isBlank(c)) {
                throw new InterpolationException("\"" + c + "\" cannot stand in the name of a variable");
            }
            at++;
        }
        String name = text.substring(start, at).strip();
        if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
            throw new InterpolationException("there is no name of a variable here; write NAME=value");
        }
        boolean bare = at == text.length() || text.charAt(at) == '\n';
        if (bare) {
            String inherited = outer.get(name);
            if (inherited != null) {
                values.put(name, inherited);
            }
            return;
        }
        at++;
        skipBlanks();
        values.put(name, value());
    }

    private String value() throws InterpolationException {
        char first = at < text.length() ? text.charAt(at) : '\n';
        if (first == '"' || first == '\'') {
            String quoted = quoted(first);
            return first == '\'' ? quoted : expand(unescape(quoted));
        }
        int end = lineEnd();
        String line = text.substring(at, end);
        at = end;
        int comment = line.indexOf(" #");
        return expand((comment < 0 ? line : line.substring(0, comment)).stripTrailing());
    }

    private String quoted(char quote) throws InterpolationException {
        var content = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                at = i + 1;
                return content.toString();
            }
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                if (escaped != quote) {
                    content.append('\\');
                }
                content.append(escaped);
            } else {
                content.append(c);
            }
        }
        throw new InterpolationException("the quote " + quote + " is never closed");
    }

    private static String unescape(String quoted) {
        return ESCAPE.matcher(quoted).replaceAll(match -> java.util.regex.Matcher.quoteReplacement(meaning(match)));
    }

    private static String meaning(MatchResult escape) {
        String code = escape.group(1);
        return switch (code.charAt(0)) {
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'v' -> "\u000B";
            case '$' -> "$$";
            case '0' -> String.valueOf((char) Integer.parseInt(code, 8));
            default -> code;
        };
    }

    private String expand(String value) throws InterpolationException {
        return new Interpolation(outer.or(name -> values.get(name)), unset -> {}).apply(value);
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private void skipLine() {
        at = lineEnd();
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private static boolean isBlank(char c) {
        return c != '\n' && (Character.isWhitespace(c) || c == '\u0085' || c == '\u00A0');
    }

    private Place place(int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(new SourceLocation(file, line, offset - lineStart + 1), "env file");
    }
}
