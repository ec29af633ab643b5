package sre.orion.specs.form;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * RecordForms derives the forms of records from their components: the records of the vocabulary are the only place
 * where its keys and types stand, and reader and JSON Schema follow.
 */
public final class RecordForms {
    private final Map<Class<?>, RecordRules> rules;
    private final Map<Class<?>, Form> made = new HashMap<>();

    /** Forms that follow the components but for what {@code rules} say of some records. */
    public RecordForms(Map<Class<?>, RecordRules> rules) {
        this.rules = rules;
    }

    /** The form of a record. */
    public Form of(Class<? extends Record> type) {
        Form known = made.get(type);
        if (known != null) {
            return known;
        }
        RecordRules own = rules.getOrDefault(type, new RecordRules());
        SortedMap<String, RecordForm.Field> fields = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String key = key(component);
            Form form = own.forms.get(key);
            boolean optional = own.optional.contains(key) || isOptional(component);
            fields.put(
                    key,
                    new RecordForm.Field(
                            form == null ? of(component.getGenericType(), key) : form,
                            !optional,
                            own.fallbacks.get(key)));
        }
        own.further.forEach((key, form) -> fields.put(key, new RecordForm.Field(form, false, null)));
        Form form = own.around.apply(new RecordForm(type.getSimpleName(), fields, own));
        made.put(type, form);
        return form;
    }

    private static String key(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static boolean isOptional(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class)
                || Collection.class.isAssignableFrom(component.getType())
                || Map.class.isAssignableFrom(component.getType());
    }

    private Form of(Type type, String key) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == List.class ? Forms.list(of(last, key)) : Forms.map(of(last, key));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("no form for " + type + " of " + key);
        }
        if (plain.isRecord()) {
            return of(plain.asSubclass(Record.class));
        }
        return plain.isEnum() ? words(plain) : scalar(plain, key);
    }

    private static Form scalar(Class<?> type, String key) {
        return switch (type.getSimpleName()) {
            case "String" -> Scalars.TEXT;
            case "boolean", "Boolean" -> Scalars.FLAG;
            case "int", "Integer" -> Scalars.whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long", "Long" -> Scalars.whole(Long.MIN_VALUE, Long.MAX_VALUE);
            case "Object" -> Forms.ANYTHING;
            default -> {
                if (type == BigDecimal.class) {
                    yield Scalars.DECIMAL;
                }
                if (type == Duration.class) {
                    yield Scalars.DURATION;
                }
                throw new IllegalStateException("no form for " + type + " of " + key);
            }
        };
    }

    private static Form words(Class<?> type) {
        var words = new ArrayList<String>();
        for (Object constant : type.getEnumConstants()) {
            words.add(word(type, ((Enum<?>) constant).name()));
        }
        return Forms.oneOf(words.toArray(String[]::new));
    }

    private static String word(Class<?> type, String constant) {
        try {
            JsonProperty property = type.getField(constant).getAnnotation(JsonProperty.class);
            return property == null ? constant : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
