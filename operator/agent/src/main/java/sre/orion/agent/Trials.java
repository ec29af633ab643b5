package sre.orion.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import sre.orion.agent.serve.view.Trial;
import sre.orion.agent.source.LastGood;
import sre.orion.agent.source.SourceResult;
import sre.orion.agent.source.SpecReader;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.SourceLocation;
import sre.orion.specs.SpecFiles;
import sre.orion.specs.SpecFolder;
import sre.orion.specs.secret.NodeSecrets;

/**
 * Trials is documents tried out in the last good revision, instead of the one that is there by that name, by the loader that
 * reads the specs. Nothing is written.
 */
final class Trials {
    /** What problems call the document that was sent. */
    private static final String REQUEST = "request.yaml";

    private final LastGood lastGood;
    private final Supplier<String> node;

    Trials(LastGood lastGood, Supplier<String> node) {
        this.lastGood = lastGood;
        this.node = node;
    }

    /** What becomes of a document; {@code instead} is where the one it replaces begins. */
    Trial of(ResourceKey key, Optional<SourceLocation> instead, String document) {
        String name = node.get();
        SpecReader reader = (files, base, revision) -> read(name, files, base, revision, instead, document);
        Optional<SourceResult> result = lastGood.load(reader, name);
        if (result.isEmpty()) {
            return new Trial.Impossible("there is no good revision of the specs to try it in");
        }
        return switch (result.get()) {
            case SourceResult.Loaded loaded ->
                Optional.ofNullable(loaded.revision().resources().get(key))
                        .<Trial>map(Trial.Accepted::new)
                        .orElseGet(() -> new Trial.Refused(List.of("it is not " + key)));
            case SourceResult.Rejected rejected -> new Trial.Refused(rejected.problems());
            case SourceResult.Unavailable unavailable -> new Trial.Impossible(unavailable.why());
        };
    }

    private static SourceResult read(
            String node, Path files, Path base, String revision, Optional<SourceLocation> instead, String document) {
        try {
            SpecFiles found = SpecFolder.read(files, node);
            var changed = new TreeMap<>(found.files());
            instead.ifPresent(
                    place -> changed.computeIfPresent(place.file(), (_, text) -> without(text, place.line())));
            changed.put(node + "/" + REQUEST, document.getBytes(StandardCharsets.UTF_8));
            return NodeSpecs.load(
                    node,
                    new SpecFiles(revision, base.toString(), found.home(), changed, found.unread(), found.elsewhere()),
                    NodeSecrets.UNREAD);
        } catch (IOException failed) {
            return new SourceResult.Unavailable(files + ": " + failed.getMessage());
        }
    }

    /** A file without the document that begins in a line; the other lines keep their numbers. */
    private static byte[] without(byte[] file, int first) {
        String[] lines = new String(file, StandardCharsets.UTF_8).split("\n", -1);
        for (int line = first - 1; line < lines.length && !lines[line].startsWith("---"); line++) {
            lines[line] = "";
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
