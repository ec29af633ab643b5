package sre.orion.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import sre.orion.specs.form.Durations;

/** DurationArgument reads a duration above zero such as {@code 90s}, {@code 5m} or {@code 1h30m}. */
final class DurationArgument implements ITypeConverter<Duration> {
    DurationArgument() {}

    @Override
    public Duration convert(String text) {
        Duration duration = Durations.parse(text);
        if (duration == null || !duration.isPositive()) {
            throw new TypeConversionException("'" + text + "' is no duration: write 90s, 5m or 1h30m");
        }
        return duration;
    }
}
