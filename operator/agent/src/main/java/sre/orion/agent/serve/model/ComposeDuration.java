package sre.orion.agent.serve.model;

import java.time.Duration;
import sre.orion.specs.form.Durations;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** ComposeDuration is a duration as specs write it: {@code 1h30m0s}, {@code 100ms}. */
final class ComposeDuration extends ValueSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator json, SerializationContext context) {
        json.writeString(Durations.format(value));
    }
}
