package sre.orion.specs.form;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** RecordRules is what the components of a record do not say themselves: short syntax, defaults, refusals. */
public final class RecordRules {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final SortedMap<String, Form> forms = new TreeMap<>();
    final SortedMap<String, Form> further = new TreeMap<>();
    UnaryOperator<Form> around = UnaryOperator.identity();
    final SortedMap<String, JsonNode> fallbacks = new TreeMap<>();
    final SortedSet<String> optional = new TreeSet<>();
    final SortedMap<String, String> refused = new TreeMap<>();
    final SortedMap<String, String> ignored = new TreeMap<>();

    /** The key is read by {@code form} instead of the form of its component's type. */
    public RecordRules form(String key, Form form) {
        forms.put(key, form);
        return this;
    }

    /** The key may be written though the record has no component of its name; {@link #within} makes one of it. */
    public RecordRules further(String key, Form form) {
        further.put(key, form);
        return this;
    }

    /** The record is read by the form that {@code around} makes of its own one. */
    public RecordRules within(UnaryOperator<Form> around) {
        this.around = around;
        return this;
    }

    /** The key may be absent and is then {@code value}. */
    public RecordRules fallback(String key, String value) {
        return fallback(key, JSON.stringNode(value));
    }

    /** The key may be absent and is then {@code value}. */
    public RecordRules fallback(String key, boolean value) {
        return fallback(key, JSON.booleanNode(value));
    }

    /** The key may be absent and is then {@code value}. */
    public RecordRules fallback(String key, JsonNode value) {
        fallbacks.put(key, value);
        return this;
    }

    /** The keys may be absent: somebody who knows more fills them in. */
    public RecordRules optional(String... keys) {
        optional.addAll(java.util.List.of(keys));
        return this;
    }

    /** The key is refused, with these words. */
    public RecordRules refuse(String key, String instead) {
        refused.put(key, instead);
        return this;
    }

    /** The key is taken but left out, with these words. */
    public RecordRules ignore(String key, String why) {
        ignored.put(key, why);
        return this;
    }
}
