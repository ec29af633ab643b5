package sre.orion.agent.log;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** What SLF4J finds by {@code META-INF/services}: makes the loggers, and nothing else of SLF4J's machinery. */
public final class LogProvider implements SLF4JServiceProvider {
    private final BasicMarkerFactory markers = new BasicMarkerFactory();
    private final NOPMDCAdapter contexts = new NOPMDCAdapter();

    /** The provider as the service loader creates it. */
    public LogProvider() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> new LineLogger(name, threshold(name), System.err);
    }

    /** Orion speaks from INFO up ({@code ORION_LOG} names another level); the libraries below it only when something is wrong. */
    static Level threshold(String logger) {
        if (!logger.startsWith("sre.orion.")) {
            return Level.WARN;
        }
        String asked = System.getenv("ORION_LOG");
        if (asked == null) {
            return Level.INFO;
        }
        return switch (asked.strip()) {
            case "trace", "TRACE" -> Level.TRACE;
            case "debug", "DEBUG" -> Level.DEBUG;
            case "warn", "WARN" -> Level.WARN;
            case "error", "ERROR" -> Level.ERROR;
            default -> Level.INFO;
        };
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        JavaLogging.bridge();
    }
}
