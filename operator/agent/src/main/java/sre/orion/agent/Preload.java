package sre.orion.agent;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;
import sre.orion.specs.SpecFiles;
import sre.orion.specs.SpecLoader;

/**
 * Preload has the virtual machine load what reading specs needs, on a core of its own, while the command line is still being
 * read: picocli's classes are too old for the ahead-of-time cache, and a start must not wait for both one after the other.
 */
final class Preload implements Runnable {
    @Override
    public void run() {
        try (InputStream canned = Preload.class.getResourceAsStream("rehearsal/specs.yaml")) {
            var files = new TreeMap<String, byte[]>();
            files.put("cortex/all.yaml", requireNonNull(canned).readAllBytes());
            var specs = new SpecFiles("preload", "/", "/", files, SpecFiles.OtherFiles.NONE);
            var _ = new SpecLoader().load("cortex", specs);
        } catch (IOException | RuntimeException harmless) {
            LoggerFactory.getLogger(Preload.class).atDebug().setCause(harmless).log("nothing was preloaded");
        }
    }
}
