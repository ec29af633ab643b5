package sre.orion.api.secret;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Text is a value of a spec that may be a secret. A secret prints as {@code ***} and is written as JSON by its name, so
 * whoever prints, logs or serves a record with one in it gives nothing away; only what asks for {@link #value()} has it.
 *
 * @param variable name of the variable that stands for a secret in rendered Compose files, or has it in an env file; empty for
 *     text in clear
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

    /** As it is bound: whole, or by its name alone as it was written, and then without its value. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static Text bound(
            @JsonProperty("value") @Nullable String value,
            @JsonProperty("origin") @Nullable Origin origin,
            @JsonProperty("variable") @Nullable String variable,
            @JsonProperty("mark") @Nullable String mark,
            @JsonProperty("secretRef") @Nullable String secretRef,
            @JsonProperty("age") @Nullable String age,
            @JsonProperty("envFile") @Nullable String envFile) {
        if (value != null && origin != null && variable != null && mark != null) {
            return new Text(value, origin, variable, mark);
        }
        Origin named = secretRef != null ? Origin.SECRETS_FILE : age != null ? Origin.AGE : Origin.ENV_FILE;
        String name = requireNonNullElse(secretRef, requireNonNullElse(age, requireNonNullElse(envFile, "")));
        return new Text("", named, name, "");
    }

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
            case AGE -> reference("age", variable);
            case ENV_FILE -> reference("envFile", variable);
        };
    }

    /** Whether this is the same secret, whatever its value. */
    public boolean names(Text other) {
        return secret() && origin == other.origin && variable.equals(other.variable);
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
