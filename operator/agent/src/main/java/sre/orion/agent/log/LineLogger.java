package sre.orion.agent.log;

import java.io.PrintStream;
import java.io.Serial;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger that writes each event from its threshold up as one line. */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {
    @Serial
    private static final long serialVersionUID = 1;

    private final Level threshold;
    private final transient PrintStream out;

    LineLogger(String name, Level threshold, PrintStream out) {
        this.name = name;
        this.threshold = threshold;
        this.out = out;
    }

    @Override
    public void log(LoggingEvent event) {
        List<KeyValuePair> keys = event.getKeyValuePairs();
        Object[] arguments = event.getArgumentArray();
        String message = MessageFormatter.basicArrayFormat(event.getMessage(), arguments);
        write(event.getLevel(), message, keys == null ? List.of() : keys, event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        write(level, MessageFormatter.basicArrayFormat(message, arguments), List.of(), thrown);
    }

    private void write(Level level, String message, List<KeyValuePair> keys, @Nullable Throwable thrown) {
        var line = new LogLine(Instant.now(), level.toString(), message).with("logger", shortName());
        for (KeyValuePair pair : keys) {
            line.with(pair.key, pair.value);
        }
        out.println(line.withThrown(thrown, level == Level.ERROR || isDebugEnabled()));
    }

    private String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private boolean passes(Level level) {
        return level.toInt() >= threshold.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return passes(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return passes(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return passes(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return passes(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return passes(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }
}
