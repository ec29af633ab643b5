package sre.orion.agent.serve.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * StoredObject is an object at one version. It is kept as the bytes that are sent, so that a thousand readers cost no more
 * work than the copying of bytes.
 *
 * @param version the {@code resourceVersion}
 */
public record StoredObject(ObjectType type, Draft draft, long version) {

    /** The namespace; empty for what has none. */
    public String namespace() {
        return draft.namespace();
    }

    /** The name. */
    public String name() {
        return draft.name();
    }

    /** Writes the object as JSON. */
    public void writeTo(OutputStream out) throws IOException {
        writeHead(out, type.apiVersion(), type.kind());
        out.write(draft.rest());
        out.write('}');
    }

    /** Writes nothing but the metadata, as a {@code PartialObjectMetadata}. */
    public void writeMetadataTo(OutputStream out) throws IOException {
        writeHead(out, "meta.k8s.io/v1", "PartialObjectMetadata");
        out.write('}');
    }

    private void writeHead(OutputStream out, String apiVersion, String kind) throws IOException {
        out.write(ascii("{\"apiVersion\":\"" + apiVersion + "\",\"kind\":\"" + kind + "\",\"metadata\":"));
        byte[] metadata = draft.metadata();
        out.write(metadata, 0, metadata.length - 1);
        out.write(ascii(",\"resourceVersion\":\"" + version + "\"}"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
