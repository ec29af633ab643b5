package sre.orion.specs;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.resource.Kind;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.SchemaDefinitions;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schemas is the JSON Schemas (2020-12) of spec files, for editors; the forms that read the files describe themselves. */
public final class Schemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter()
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private Schemas() {}

    /** The files below {@code specs/schema/} by name: one a kind, and {@code orion.schema.json} for all of them. */
    public static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        var all = new SchemaDefinitions();
        ArrayNode kinds = JSON.arrayNode();
        new TreeMap<>(Documents.FORMS).forEach((kind, form) -> {
            files.put(kind.text().toLowerCase(Locale.ROOT) + ".schema.json", schema(kind, form));
            kinds.add(form.schema(all));
        });
        files.put("orion.schema.json", print("Orion", JSON.objectNode().set("anyOf", kinds), all));
        return files;
    }

    /** The definitions of all records that spec files are made of, by name, among them the spec of each kind: {@code ServiceSpec}. */
    public static ObjectNode definitions() {
        var all = new SchemaDefinitions();
        Documents.FORMS.values().forEach(form -> form.schema(all));
        return all.all();
    }

    private static String schema(Kind kind, Form form) {
        var definitions = new SchemaDefinitions();
        return print(kind.text(), form.schema(definitions), definitions);
    }

    private static String print(String title, ObjectNode root, SchemaDefinitions definitions) {
        ObjectNode schema = JSON.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
        schema.setAll(root);
        schema.set("$defs", definitions.all());
        return Documents.MAPPER.writer().with(PRINTER).writeValueAsString(schema) + "\n";
    }
}
