package sre.orion.reconcilers.container;

import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.container.Container;
import sre.orion.api.observation.Engine;

/** LoggingOptions is the comparison of log options. To its default driver the engine adds options of its own at create. */
final class LoggingOptions {
    private LoggingOptions() {}

    static Field field(Engine engine) {
        Field all =
                Field.map("logging.options", container -> container.logging().options());
        return (wanted, found) -> {
            boolean ownDriver = wanted.logging().driver().orElse("").equals(engine.loggingDriver());
            return ownDriver ? all.compare(wanted, only(wanted, found)) : all.compare(wanted, found);
        };
    }

    /** The found container with no more options than are wanted. */
    private static Container only(Container wanted, Container found) {
        SortedMap<String, String> options = new TreeMap<>(found.logging().options());
        options.keySet().retainAll(wanted.logging().options().keySet());
        return new Container(
                found.image(),
                found.process(),
                found.healthcheck(),
                found.labels(),
                found.annotations(),
                found.storage(),
                found.networking(),
                found.resources(),
                found.isolation(),
                found.restart(),
                new Container.Logging(found.logging().driver(), options),
                found.platform());
    }
}
