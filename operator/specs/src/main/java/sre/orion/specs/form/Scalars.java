package sre.orion.specs.form;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Scalars is the forms of single values, each as strict or lenient as Compose's own schema. */
public final class Scalars {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LARGEST_SCALE = 100;
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[-+]?[0-9]{1,18}");

    /** Text; a number or a date must be quoted. */
    public static final Form TEXT = new Scalar("text", SchemaDefinitions.type("string"), Scalars::text);

    /** Text, or a number that is taken as text. */
    public static final Form TEXT_OR_NUMBER = new Scalar(
            "text or a number",
            SchemaDefinitions.anyOf(SchemaDefinitions.type("string"), SchemaDefinitions.type("number")),
            scalar -> scalar.type() == ScalarType.TEXT
                            || scalar.type() == ScalarType.WHOLE
                            || scalar.type() == ScalarType.DECIMAL
                    ? JSON.stringNode(scalar.text())
                    : null);

    /** An option of a driver: text or a number, taken as text; nothing is empty text. */
    public static final Form OPTION = new Scalar(
            "text or a number",
            SchemaDefinitions.anyOf(
                    SchemaDefinitions.type("string"), SchemaDefinitions.type("number"), SchemaDefinitions.type("null")),
            scalar -> switch (scalar.type()) {
                case TEXT, WHOLE, DECIMAL, NULL -> JSON.stringNode(scalar.text());
                case FLAG, TIME -> null;
            },
            true);

    /** Text, or a whole number that is taken as text. */
    public static final Form TEXT_OR_WHOLE = new Scalar(
            "text or a whole number",
            SchemaDefinitions.anyOf(SchemaDefinitions.type("string"), SchemaDefinitions.type("integer")),
            scalar -> scalar.type() == ScalarType.TEXT || scalar.type() == ScalarType.WHOLE
                    ? JSON.stringNode(scalar.text())
                    : null);

    /** Any single value as the text Compose makes of it; nothing is empty text. */
    public static final Form ANY_TEXT =
            new Scalar("a single value", SchemaDefinitions.anyScalar(), scalar -> JSON.stringNode(scalar.text()), true);

    /** True or false, also as the words that Compose takes for them. */
    public static final Form FLAG = new Scalar(
            "true or false",
            SchemaDefinitions.anyOf(SchemaDefinitions.type("boolean"), SchemaDefinitions.type("string")),
            Scalars::flag);

    /** A number of seconds and larger units such as {@code 10s} or {@code 1m30s}. */
    public static final Form DURATION =
            new Scalar("a duration such as 10s or 1m30s", SchemaDefinitions.type("string"), Scalars::duration);

    /** A size such as {@code 512m}; a number must be quoted. */
    public static final Form SIZE = new Scalar(
            "a size such as 512m, as text",
            SchemaDefinitions.type("string"),
            scalar -> scalar.type() == ScalarType.TEXT ? bytes(scalar) : null);

    /** A number of bytes, or text such as {@code 512m}. */
    public static final Form BYTES = new Scalar(
            "a size such as 512m or a number of bytes",
            SchemaDefinitions.anyOf(SchemaDefinitions.type("integer"), SchemaDefinitions.type("string")),
            Scalars::bytes);

    /** A decimal number, also as text. */
    public static final Form DECIMAL = new Scalar(
            "a number",
            SchemaDefinitions.anyOf(SchemaDefinitions.type("number"), SchemaDefinitions.type("string")),
            Scalars::decimal);

    /** A whole number that is written as one; in quotes it is refused. */
    public static final Form NUMBER = new Scalar(
            "a whole number without quotes",
            SchemaDefinitions.type("integer"),
            scalar -> scalar.type() == ScalarType.WHOLE ? wholeNode(wholeValue(scalar)) : null);

    private Scalars() {}

    /** A whole number between two bounds, both included, also as text. */
    public static Form whole(long least, long most) {
        String bounds = least == Long.MIN_VALUE || most == Long.MAX_VALUE
                ? least == Long.MIN_VALUE ? "" : " of " + least + " or more"
                : " from " + least + " to " + most;
        ObjectNode schema = SchemaDefinitions.type("integer");
        if (least != Long.MIN_VALUE && least != Integer.MIN_VALUE) {
            schema.put("minimum", least);
        }
        if (most != Long.MAX_VALUE && most != Integer.MAX_VALUE) {
            schema.put("maximum", most);
        }
        return new Scalar(
                "a whole number" + bounds,
                SchemaDefinitions.anyOf(schema, SchemaDefinitions.type("string")),
                scalar -> {
                    Long value = wholeValue(scalar);
                    return value == null || value < least || value > most ? null : JSON.numberNode(value);
                });
    }

    /** Text that {@code pattern} matches as a whole. */
    public static Form matching(String wanted, Pattern pattern) {
        ObjectNode schema = SchemaDefinitions.type("string").put("pattern", "^(?:" + pattern.pattern() + ")$");
        return new Scalar(
                wanted,
                schema,
                scalar -> scalar.type() == ScalarType.TEXT
                                && pattern.matcher(scalar.text()).matches()
                        ? JSON.stringNode(scalar.text())
                        : null);
    }

    /** Permission bits as a number, or as octal text. */
    public static Form mode() {
        return new Scalar(
                "permission bits such as 0440",
                SchemaDefinitions.anyOf(SchemaDefinitions.type("integer"), SchemaDefinitions.type("string")),
                scalar -> switch (scalar.type()) {
                    case WHOLE -> wholeNode(wholeValue(scalar));
                    case TEXT ->
                        scalar.text().matches("[0-7]{1,5}")
                                ? JSON.numberNode(Integer.parseInt(scalar.text(), 8))
                                : null;
                    case NULL, DECIMAL, FLAG, TIME -> null;
                });
    }

    /** The whole number that a scalar stands for; null when it stands for none. */
    public static @Nullable Long wholeValue(YamlNode.Scalar scalar) {
        return switch (scalar.type()) {
            case WHOLE, TEXT -> PLAIN_NUMBER.matcher(scalar.text()).matches() ? Long.valueOf(scalar.text()) : null;
            case DECIMAL -> {
                BigDecimal value = decimalValue(scalar);
                yield value == null || value.stripTrailingZeros().scale() > 0 || value.precision() > 18
                        ? null
                        : Long.valueOf(value.longValue());
            }
            case NULL, FLAG, TIME -> null;
        };
    }

    private static @Nullable JsonNode wholeNode(@Nullable Long value) {
        return value == null ? null : JSON.numberNode(value);
    }

    private static @Nullable JsonNode text(YamlNode.Scalar scalar) {
        return scalar.type() == ScalarType.TEXT ? JSON.stringNode(scalar.text()) : null;
    }

    private static @Nullable JsonNode flag(YamlNode.Scalar scalar) {
        if (scalar.type() != ScalarType.TEXT && scalar.type() != ScalarType.FLAG) {
            return null;
        }
        return switch (scalar.text().toLowerCase(Locale.ROOT)) {
            case "true", "1", "t", "y", "yes", "on" -> JSON.booleanNode(true);
            case "false", "0", "f", "n", "no", "off" -> JSON.booleanNode(false);
            default -> null;
        };
    }

    private static @Nullable JsonNode duration(YamlNode.Scalar scalar) {
        Duration duration = scalar.type() == ScalarType.TEXT ? Durations.parse(scalar.text()) : null;
        return duration == null ? null : JSON.stringNode(duration.toString());
    }

    private static @Nullable JsonNode bytes(YamlNode.Scalar scalar) {
        Long whole = wholeValue(scalar);
        if (whole != null) {
            return JSON.numberNode(whole);
        }
        return scalar.type() == ScalarType.TEXT ? wholeNode(Sizes.parse(scalar.text())) : null;
    }

    private static @Nullable JsonNode decimal(YamlNode.Scalar scalar) {
        BigDecimal value = decimalValue(scalar);
        return value == null ? null : JSON.numberNode(value);
    }

    private static @Nullable BigDecimal decimalValue(YamlNode.Scalar scalar) {
        boolean maybe =
                switch (scalar.type()) {
                    case WHOLE, DECIMAL, TEXT -> scalar.text().length() <= 40;
                    case NULL, FLAG, TIME -> false;
                };
        try {
            BigDecimal value = maybe ? new BigDecimal(scalar.text()).stripTrailingZeros() : null;
            if (value == null || Math.abs(value.scale()) > LARGEST_SCALE) {
                return null;
            }
            return value.scale() < 0 ? value.setScale(0) : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Scalar is a form made of a function; it answers null to what it does not take. */
    private record Scalar(
            String wanted,
            ObjectNode schema,
            Function<YamlNode.Scalar, @Nullable JsonNode> reader,
            boolean takesNothing)
            implements Form {
        Scalar(String wanted, ObjectNode schema, Function<YamlNode.Scalar, @Nullable JsonNode> reader) {
            this(wanted, schema, reader, false);
        }

        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            JsonNode value = node instanceof YamlNode.Scalar scalar ? reader.apply(scalar) : null;
            if (value != null) {
                return value;
            }
            boolean unquoted = wanted.equals("text") && node instanceof YamlNode.Scalar scalar && !scalar.isNull();
            return unquoted ? reading.refuse(node, wanted, "put it in quotes") : reading.refuse(node, wanted);
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return schema.deepCopy();
        }
    }
}
