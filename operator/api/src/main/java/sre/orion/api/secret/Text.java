package sre.orion.api.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Text is a value of a spec that may be a secret. A secret prints as {@code ***} and is written as JSON by its name, so
 * whoever prints, logs or serves a record with one in it gives nothing away; only what asks for {@link #value()} has it.
 *
 * @param variable name of the variable that stands for a secret in rendered Compose files; empty where there is none
 * @param mark what changes when a secret does: a digest under a key of the node, from which nobody without the key can
 *     tell the value; empty for text in clear
 */
public record Text(String value, Origin origin, String variable, String mark) {
    /** What stands in the place of a secret wherever people look. */
    public static final String HIDDEN = "***";

    /** Origin is where a value stands. */
    public enum Origin {
        /** In the spec, in clear. */
        CLEAR,
        /** In the node's secrets file, under its variable's name. */
        SECRETS_FILE,
        /** In the spec, encrypted to the node. */
        AGE,
        /** In an env file outside the specs. */
        ENV_FILE
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Text {}

    /** Text in clear. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Text of(String value) {
        return new Text(value, Origin.CLEAR, "", "");
    }

    /** Whether nobody may read it. */
    public boolean secret() {
        return origin != Origin.CLEAR;
    }

    /** As it stands in a spec; of a secret only what it is called, or that it is one. */
    @JsonValue
    Object written() {
        return switch (origin) {
            case CLEAR -> value;
            case SECRETS_FILE -> reference("secretRef", variable);
            case AGE -> reference("age", HIDDEN);
            case ENV_FILE -> reference("envFile", HIDDEN);
        };
    }

    private static SortedMap<String, String> reference(String key, String value) {
        SortedMap<String, String> reference = new TreeMap<>();
        reference.put(key, value);
        return reference;
    }

    @Override
    public String toString() {
        return secret() ? HIDDEN : value;
    }
}
