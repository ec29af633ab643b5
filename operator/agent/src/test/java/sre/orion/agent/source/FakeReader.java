package sre.orion.agent.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import sre.orion.api.resource.Revision;

/** A reader that takes every folder whose file {@code web.yaml} does not say {@code bad}, and remembers what it read. */
final class FakeReader implements SpecReader {
    final List<String> read = new CopyOnWriteArrayList<>();
    final List<Path> bases = new CopyOnWriteArrayList<>();
    volatile Runnable duringRead = () -> {};
    volatile boolean failing;

    @Override
    public SourceResult read(Path files, Path base, String revision) {
        String content = content(files.resolve("web.yaml"));
        read.add(content);
        bases.add(base);
        duringRead.run();
        if (failing) {
            return new SourceResult.Unavailable("no space left on device");
        }
        if (content.contains("bad")) {
            return new SourceResult.Rejected(revision, List.of("cortex/web.yaml:1:1: spec: is bad"));
        }
        return new SourceResult.Loaded(new Revision(revision, "cortex", new TreeMap<>()), List.of());
    }

    private static String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
