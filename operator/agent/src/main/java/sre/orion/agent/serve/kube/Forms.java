package sre.orion.agent.serve.kube;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.store.StoredObject;

/** Forms is which form a client asked for with {@code Accept}: the first that is known of what it lists. */
final class Forms {
    private final InstantSource clock;

    Forms(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The form for a request.
     *
     * @param includeObject what a table's rows hold: {@code None}, {@code Object}, or metadata for anything else
     */
    Form of(String accept, String includeObject) {
        for (String range : (accept.isBlank() ? "*/*" : accept).split(",", -1)) {
            Map<String, String> parameters = parameters(range);
            String type = parameters.getOrDefault("", "");
            if (List.of("application/json", "application/*", "*/*").contains(type)) {
                Optional<Form> form = form(parameters, includeObject);
                if (form.isPresent()) {
                    return form.get();
                }
            }
        }
        throw new Refusal(
                        406,
                        "NotAcceptable",
                        "only the following media types are accepted: application/json",
                        Refusal.Details.NONE)
                .exception();
    }

    private Optional<Form> form(Map<String, String> parameters, String includeObject) {
        String as = parameters.get("as");
        if (as == null) {
            return Optional.of(new Whole());
        }
        String version = parameters.getOrDefault("v", "");
        if (!"meta.k8s.io".equals(parameters.get("g"))
                || !List.of("v1", "v1beta1").contains(version)) {
            return Optional.empty();
        }
        return switch (as) {
            case "Table" -> Optional.of(new Tables("meta.k8s.io/" + version, Tables.Include.of(includeObject), clock));
            case "PartialObjectMetadata", "PartialObjectMetadataList" ->
                Optional.of(new MetadataOnly("meta.k8s.io/" + version));
            case String _ -> Optional.empty();
        };
    }

    /** The parameters of a media range, the range itself under the empty name. */
    private static Map<String, String> parameters(String range) {
        Map<String, String> parameters = new TreeMap<>();
        for (String part : range.strip().split(";", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            parameters.putIfAbsent(name, part.substring(equals + 1).strip());
        }
        return parameters;
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes something for each object, with commas between. */
    static void writeEach(OutputStream out, List<StoredObject> objects, Writer writer) throws IOException {
        boolean first = true;
        for (StoredObject object : objects) {
            if (!first) {
                out.write(',');
            }
            first = false;
            writer.write(object);
        }
    }

    /** Writer is what is written for an object. */
    interface Writer {
        void write(StoredObject object) throws IOException;
    }

    private record Whole() implements Form {
        @Override
        public void writeOne(OutputStream out, StoredObject object) throws IOException {
            object.writeTo(out);
        }

        @Override
        public void writeList(OutputStream out, ObjectType type, String listMeta, List<StoredObject> objects)
                throws IOException {
            write(
                    out,
                    "{\"kind\":\"" + type.kind() + "List\",\"apiVersion\":\"" + type.apiVersion() + "\",\"metadata\":"
                            + listMeta + ",\"items\":[");
            writeEach(out, objects, object -> object.writeTo(out));
            write(out, "]}\n");
        }

        @Override
        public void writeBookmark(OutputStream out, ObjectType type, String metadata) throws IOException {
            write(
                    out,
                    "{\"kind\":\"" + type.kind() + "\",\"apiVersion\":\"" + type.apiVersion() + "\",\"metadata\":"
                            + metadata + "}");
        }
    }

    private record MetadataOnly(String apiVersion) implements Form {
        @Override
        public void writeOne(OutputStream out, StoredObject object) throws IOException {
            object.writeMetadataTo(out);
        }

        @Override
        public void writeList(OutputStream out, ObjectType type, String listMeta, List<StoredObject> objects)
                throws IOException {
            write(
                    out,
                    "{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":"
                            + listMeta + ",\"items\":[");
            writeEach(out, objects, object -> object.writeMetadataTo(out));
            write(out, "]}\n");
        }

        @Override
        public void writeBookmark(OutputStream out, ObjectType type, String metadata) throws IOException {
            write(
                    out,
                    "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":" + metadata
                            + "}");
        }
    }
}
