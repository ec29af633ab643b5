package sre.orion.agent.faults;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.specs.LoadResult;
import sre.orion.specs.SpecFiles;
import sre.orion.specs.SpecLoader;
import sre.orion.specs.secret.Identity;
import sre.orion.specs.secret.Marks;
import sre.orion.specs.secret.NodeSecrets;
import sre.orion.specs.secret.SecretsFile;
import sre.orion.specs.secret.StoredSecrets;

/** Specs is spec text of the node {@code node}, in short. */
final class Specs {
    static final String NODE = "node";

    private static final Map<String, Revision> REVISIONS = new ConcurrentHashMap<>();

    private Specs() {}

    /** A Service; {@code container} is the keys of {@code spec.container} in flow style, {@code more} further keys of {@code spec}. */
    static String service(String name, String container, String... more) {
        return document("Service", name, "container: {" + container + "}", more);
    }

    /** A Network; {@code more} are keys of {@code spec}. */
    static String network(String name, String... more) {
        return document("Network", name, "project: " + NODE, more);
    }

    /** A Volume; {@code more} are keys of {@code spec}. */
    static String volume(String name, String... more) {
        return document("Volume", name, "project: " + NODE, more);
    }

    private static String document(String kind, String name, String first, String... more) {
        String rest = more.length == 0 ? "" : ", " + String.join(", ", more);
        return """
                ---
                apiVersion: orion.sre/v1
                kind: %s
                metadata: {name: %s}
                spec: {%s%s}
                """.formatted(kind, name, first, rest);
    }

    /** The revision that the loader makes of this text; the same text has the same id. */
    static Revision revision(String text) {
        return REVISIONS.computeIfAbsent(text, Specs::load);
    }

    private static Revision load(String text) {
        var files = new TreeMap<String, byte[]>();
        files.put(NODE + "/all.yaml", text.getBytes(StandardCharsets.UTF_8));
        String id = "r" + Integer.toHexString(text.hashCode());
        return switch (new SpecLoader()
                .load(NODE, new SpecFiles(id, "/specs", "/root", files, SpecFiles.OtherFiles.NONE), secrets())) {
            case LoadResult.Loaded loaded -> loaded.revision();
            case LoadResult.Refused refused -> throw new IllegalArgumentException(refused.problems() + " in\n" + text);
        };
    }

    /** One secret, {@code TOKEN}. */
    private static NodeSecrets secrets() {
        var values = new TreeMap<String, String>();
        values.put("TOKEN", "correct horse");
        return new StoredSecrets(
                new SecretsFile(Path.of("secrets.env"), values, Optional.empty()),
                Identity.read(Path.of("no-identity")),
                new Marks(new byte[32]));
    }

    static ResourceKey key(Kind kind, String name) {
        return new ResourceKey(kind, NODE, name);
    }
}
