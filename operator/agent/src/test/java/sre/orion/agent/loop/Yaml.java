package sre.orion.agent.loop;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.specs.LoadResult;
import sre.orion.specs.SpecFiles;
import sre.orion.specs.SpecLoader;

/** Yaml makes revisions of the node {@code node} from spec text. */
public final class Yaml {
    static final String NODE = "node";

    private Yaml() {}

    /** The revision that these documents are. */
    public static Revision revision(String text) {
        var files = new TreeMap<String, byte[]>();
        files.put(NODE + "/all.yaml", text.getBytes(StandardCharsets.UTF_8));
        var specs = new SpecFiles("test:" + text.hashCode(), "/specs", "/root", files, SpecFiles.OtherFiles.NONE);
        return switch (new SpecLoader().load(NODE, specs)) {
            case LoadResult.Loaded loaded -> loaded.revision();
            case LoadResult.Refused refused -> throw new IllegalArgumentException(refused.problems() + " in\n" + text);
        };
    }

    /** One Service; {@code container} is the lines of its {@code spec.container} besides the image, each with its indent. */
    public static String service(String name, String... container) {
        return """
                ---
                apiVersion: orion.sre/v1
                kind: Service
                metadata: {name: %s}
                spec:
                  container:
                    image: busybox:1
                    command: [sleep, "86400"]
                %s
                """.formatted(name, "    " + String.join("\n    ", container));
    }

    static String network(String name) {
        return document("Network", name);
    }

    static String volume(String name) {
        return document("Volume", name);
    }

    static ResourceKey key(Kind kind, String name) {
        return new ResourceKey(kind, NODE, name);
    }

    private static String document(String kind, String name) {
        return """
                ---
                apiVersion: orion.sre/v1
                kind: %s
                metadata: {name: %s}
                spec: {}
                """.formatted(kind, name);
    }
}
