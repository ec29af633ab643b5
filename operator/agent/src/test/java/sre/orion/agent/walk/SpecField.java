package sre.orion.agent.walk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import sre.orion.api.kind.ConfigChange;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.secret.Text;

/**
 * SpecField is one field of one kind's spec, found in the records of the vocabulary and nowhere else.
 *
 * @param path from {@code spec} on, such as {@code container.ports[].target}; {@code []} is an item of a list, {@code *} an entry of a mapping
 * @param type of a single value: of an item where the field is a list, of an entry where it is a mapping
 * @param shape how many values it takes
 */
record SpecField(Kind kind, String path, Class<?> type, Shape shape) {
    private static final String EXTENSION = "x-walk";

    /** Records that are written as one value: a word, or a mapping with one key. */
    private static final List<Class<?>> WRITTEN_AS_ONE = List.of(ConfigChange.class, Text.class);

    /** Shape is whether a field takes one value or several. */
    enum Shape {
        SINGLE,
        LIST,
        MAPPING,
        /** A mapping with known keys, each of which is a field of its own. */
        RECORD
    }

    /** Every field of a kind that has files, mappings with known keys before what is in them. */
    static List<SpecField> of(Kind kind) {
        var fields = new ArrayList<SpecField>();
        collect(kind, "", root(kind), fields);
        return List.copyOf(fields);
    }

    private static Class<?> root(Kind kind) {
        return switch (kind) {
            case SERVICE -> ServiceSpec.class;
            case NETWORK -> NetworkSpec.class;
            case VOLUME -> VolumeSpec.class;
            case NODE -> throw new IllegalArgumentException("a node has no file");
        };
    }

    private static void collect(Kind kind, String prefix, Class<?> type, List<SpecField> fields) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = prefix + key(component);
            Class<?> value = valueType(component.getGenericType());
            boolean list = Collection.class.isAssignableFrom(component.getType());
            boolean mapping = Map.class.isAssignableFrom(component.getType());
            if (value.isRecord() && !WRITTEN_AS_ONE.contains(value)) {
                String inner = path + (list ? "[]" : mapping ? ".*" : "");
                fields.add(new SpecField(kind, inner, value, Shape.RECORD));
                collect(kind, inner + ".", value, fields);
            } else {
                fields.add(
                        new SpecField(kind, path, value, list ? Shape.LIST : mapping ? Shape.MAPPING : Shape.SINGLE));
            }
        }
    }

    private static String key(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        String name = property == null ? component.getName() : property.value();
        return name.equals("extensions") ? EXTENSION : name;
    }

    private static Class<?> valueType(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return valueType(arguments[arguments.length - 1]);
        }
        return (Class<?>) type;
    }

    /** Whether what stands there is kept as written, whatever it is. */
    boolean takesAnything() {
        return path.endsWith(EXTENSION);
    }

    /** What nobody may write there, whatever the field means: a value of another shape or type. */
    Object wrong() {
        if (shape != Shape.SINGLE) {
            return 17;
        }
        if (type.isEnum()) {
            return "no-such-word";
        }
        boolean number = Number.class.isAssignableFrom(type) || type == int.class || type == long.class;
        if (number
                || type == Boolean.class
                || type == boolean.class
                || type == Duration.class
                || type == BigDecimal.class) {
            return "perhaps";
        }
        return List.of("one", List.of("two"));
    }

    @Override
    public String toString() {
        return kind.text() + " " + path;
    }
}
