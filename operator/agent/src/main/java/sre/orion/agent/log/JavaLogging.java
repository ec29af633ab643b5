package sre.orion.agent.log;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what libraries say through {@code java.util.logging} (Helidon does) the same way as everything else. */
final class JavaLogging extends Handler {
    private static final Formatter MESSAGE = new Formatter() {
        @Override
        public String format(LogRecord event) {
            return formatMessage(event);
        }
    };

    private JavaLogging() {}

    /** Makes this the only handler of {@code java.util.logging}, which then passes warnings and errors on. */
    static void bridge() {
        LogManager.getLogManager().reset();
        var root = java.util.logging.Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new JavaLogging());
    }

    @Override
    public void publish(@Nullable LogRecord event) {
        if (event == null) {
            return;
        }
        String name = event.getLoggerName();
        Logger logger = LoggerFactory.getLogger(name == null ? "java.util.logging" : name);
        boolean severe = event.getLevel().intValue() >= Level.SEVERE.intValue();
        logger.atLevel(severe ? org.slf4j.event.Level.ERROR : org.slf4j.event.Level.WARN)
                .setCause(event.getThrown())
                .log(MESSAGE.format(event));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
