package sre.orion.agent.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One line of the log as it is put together: {@code time=… level=INFO msg="engine lost" logger=Engine attempt=3}. */
final class LogLine {
    private final StringBuilder text = new StringBuilder(160);

    LogLine(Instant time, String level, String message) {
        with("time", time.truncatedTo(ChronoUnit.MILLIS));
        with("level", level);
        with("msg", message);
    }

    LogLine with(String key, @Nullable Object value) {
        if (!text.isEmpty()) {
            text.append(' ');
        }
        text.append(key).append('=');
        appendQuoted(String.valueOf(value));
        return this;
    }

    /** Adds the chain of causes, and with {@code traced} the stack trace on the lines below. */
    LogLine withThrown(@Nullable Throwable thrown, boolean traced) {
        if (thrown == null) {
            return this;
        }
        var chain = new StringBuilder(thrown.toString());
        int depth = 0;
        for (Throwable cause = thrown.getCause(); cause != null && depth < 10; cause = cause.getCause()) {
            chain.append(" <- ").append(cause);
            depth++;
        }
        with("error", chain);
        if (traced) {
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            text.append('\n').append(trace.toString().stripTrailing());
        }
        return this;
    }

    /** Bare when it can be read back bare; a line break inside a value must never start a line that looks like another event. */
    private void appendQuoted(String value) {
        if (!value.isEmpty() && value.chars().allMatch(LogLine::isPlain)) {
            text.append(value);
            return;
        }
        text.append('"');
        value.codePoints().forEach(this::appendEscaped);
        text.append('"');
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character != '=' && character != '"' && character != '\\' && character != 0x7f;
    }

    private void appendEscaped(int character) {
        switch (character) {
            case '"', '\\' -> text.append('\\').append((char) character);
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (Character.isISOControl(character)) {
                    text.append("\\u%04x".formatted(character));
                } else {
                    text.appendCodePoint(character);
                }
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
