package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.specs.compose.ComposeRender;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.Reading;
import sre.orion.specs.variable.EnvFile;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problem;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;
import sre.orion.specs.yaml.YamlReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every Compose vector of a single file, each service wrapped into a Service: what is rendered back must be the model
 * that docker compose v5.5 resolves for the same file.
 */
class ComposeVectorsTest {
    private static final Path VECTORS = Path.of(System.getProperty("orion.home"), "test-fixtures/compose-vectors");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FOLDER = "/vector";

    /** What is not compared, with the reason. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "005-blkio", "Compose prints Path and Rate with capitals, which it does not read back",
            "154-security-opt-seccomp-file", "the path of a profile is written absolute",
            "375-error-seccomp-absent", "the path of a profile is written absolute",
            "170-volumes-one-letter", "one letter is a volume, not a drive",
            "202-interpolation-keys", "Compose doubles the $ in keys, where it does not read it back");

    /** What Orion refuses though Compose takes it, and by which word. */
    private static final Map<String, String> REFUSED = Map.of(
            "133-pre-start", "pre_start",
            "134-pre-start-failing", "pre_start",
            "383-error-pre-start-per-replica", "pre_start",
            "557-redeploy-pre-start", "pre_start",
            "142-pull-refresh-after", "pull_refresh_after",
            "393-error-models", "models",
            "394-error-provider", "provider");

    @TestFactory
    List<DynamicTest> theLongFormIsTheOneComposeResolves() throws IOException {
        try (Stream<Path> all = Files.list(VECTORS)) {
            return all.filter(ComposeVectorsTest::isOneFile)
                    .sorted()
                    .map(vector -> DynamicTest.dynamicTest(name(vector), () -> compare(vector)))
                    .toList();
        }
    }

    private static String name(Path vector) {
        return vector.getFileName().toString();
    }

    private static boolean isOneFile(Path vector) {
        if (!Files.isRegularFile(vector.resolve("config.json"))
                || !Files.isRegularFile(vector.resolve("compose.yml"))) {
            return false;
        }
        String arguments =
                JSON.readTree(vector.resolve("vector.json")).path("args").toString();
        String file = read(vector.resolve("compose.yml"));
        return Stream.of("-f", "--env-file", "--profile", "--project-directory").noneMatch(arguments::contains)
                && Stream.of("extends:", "include:", "\n---", "!reset", "!override")
                        .noneMatch(file::contains)
                && !Files.exists(vector.resolve("compose.override.yml"));
    }

    private static void compare(Path vector) {
        JsonNode expected = expected(vector);
        var problems = new Problems();
        JsonNode actual = rendered(vector, problems);
        List<Problem> errors = problems.all(Problem.Severity.ERROR);
        String refusal = REFUSED.get(name(vector));
        if (refusal != null) {
            assertThat(errors).anySatisfy(error -> assertThat(error.field()).endsWith(refusal));
            return;
        }
        assertThat(errors).isEmpty();
        String reason = EXCEPTIONS.get(name(vector));
        List<String> differences = new ArrayList<>();
        differences("", expected, actual, differences);
        if (reason == null) {
            assertThat(differences).isEmpty();
        } else {
            assertThat(differences).as("listed as an exception: " + reason).isNotEmpty();
        }
    }

    static void differences(String path, JsonNode expected, JsonNode actual, List<String> found) {
        if (expected instanceof ObjectNode wanted && actual instanceof ObjectNode given) {
            var keys = new TreeSet<>(wanted.propertyNames());
            keys.addAll(given.propertyNames());
            keys.forEach(key -> differences(path + "/" + key, wanted.path(key), given.path(key), found));
        } else if (!expected.equals(actual)) {
            found.add(path + ": Compose says " + expected + ", Orion " + actual);
        }
    }

    private static JsonNode expected(Path vector) {
        ObjectNode model = (ObjectNode) JSON.readTree(vector.resolve("config.json"));
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        for (String section : List.of("services", "networks", "volumes")) {
            plain.set(section, comparable(section, model.withObject(section)));
        }
        dropImpliedDependencies(plain);
        return plain;
    }

    private static JsonNode rendered(Path vector, Problems problems) {
        JsonNode info = JSON.readTree(vector.resolve("vector.json"));
        String project = info.path("project").asString();
        SortedMap<String, byte[]> files = files(vector);
        var specFiles = new SpecFiles("r1", FOLDER, "/root", files, SpecFiles.OtherFiles.NONE);
        SortedMap<String, String> environment = new TreeMap<>();
        info.path("env")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asString()));
        byte[] env = files.get(".env");
        if (env != null) {
            EnvFile.read(".env", env, Variables.of(environment), problems)
                    .forEach((name, value) -> environment.putIfAbsent(name, value));
        }
        var variables = Variables.of(environment);
        List<YamlNode> documents =
                YamlReader.read("compose.yml", bytes(vector.resolve("compose.yml")), YamlReader.Limits.SPEC, problems);
        var interpolator = new Interpolator(variables, (place, name) -> {}, problems);
        var reading = new Reading(problems, FOLDER, "/root", variables);
        List<Draft> drafts = new ArrayList<>();
        for (YamlNode document : documents) {
            split(
                    (YamlNode.Mapping) interpolator.apply(document),
                    (kind, wrapped) -> new ResourceReader()
                            .read(project, kind, wrapped, specFiles, reading)
                            .ifPresent(drafts::add));
        }
        SortedMap<ResourceKey, Resource<?>> resources = new TreeMap<>();
        new References(problems).check(drafts).forEach((key, draft) -> resources.put(key, draft.resource()));
        return model(vector, project, resources);
    }

    private static JsonNode model(Path vector, String project, SortedMap<ResourceKey, Resource<?>> resources) {
        String yaml =
                ComposeRender.render(new Revision("r1", project, resources)).get(project + ".yml");
        JsonNode model =
                YAMLMapper.builder().build().readTree(String.valueOf(yaml).replace(FOLDER, "<dir>"));
        JsonNode wanted = JSON.readTree(vector.resolve("config.json"));
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        for (String section : List.of("services", "networks", "volumes")) {
            // Compose leaves out what no enabled service uses; Orion keeps it.
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            model.path(section).properties().stream()
                    .filter(entry -> wanted.path(section).has(entry.getKey()))
                    .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
            plain.set(section, comparable(section, kept));
        }
        dropImpliedDependencies(plain);
        return plain;
    }

    /** Wrapped is told each resource of a Compose file. */
    private interface Wrapped {
        void accept(Kind kind, YamlNode.Mapping document);
    }

    private static void split(YamlNode.Mapping file, Wrapped wrapped) {
        section(file, "networks").forEach((key, value) -> wrapped.accept(Kind.NETWORK, wrap(Kind.NETWORK, key, value)));
        section(file, "volumes").forEach((key, value) -> wrapped.accept(Kind.VOLUME, wrap(Kind.VOLUME, key, value)));
        section(file, "services").forEach((key, value) -> {
            Place place = value.place();
            var spec = Forms.entries();
            spec.put("container", value);
            spec.put("service", Forms.text(place, key));
            for (String files : List.of("configs", "secrets")) {
                if (file.get(files) != null && ((YamlNode.Mapping) value).get(files) != null) {
                    spec.put(files, Objects.requireNonNull(file.get(files)));
                }
            }
            wrapped.accept(Kind.SERVICE, wrap(Kind.SERVICE, key, Forms.mapping(place, spec)));
        });
    }

    private static SortedMap<String, YamlNode> section(YamlNode.Mapping file, String name) {
        var entries = Forms.entries();
        if (file.get(name) instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> entries.put(key, entry.value()));
        }
        return entries;
    }

    private static YamlNode.Mapping wrap(Kind kind, String key, YamlNode value) {
        Place place = value.place();
        var metadata = Forms.entries();
        String name = key.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        metadata.put("name", Forms.text(place, name));
        var spec = Forms.entries();
        if (value instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach((inner, entry) -> spec.put(inner, entry.value()));
        }
        if (kind != Kind.SERVICE) {
            spec.put("key", Forms.text(place, key));
        }
        var document = Forms.entries();
        document.put("apiVersion", Forms.text(place, Documents.API_VERSION));
        document.put("kind", Forms.text(place, kind.text()));
        document.put("metadata", Forms.mapping(place, metadata));
        document.put("spec", Forms.mapping(place, spec));
        return Forms.mapping(place, document);
    }

    private static SortedMap<String, byte[]> files(Path vector) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(vector)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(vector.relativize(file).toString(), bytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        return new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Implied dependencies are computed by the reconciler from the same keys; only Compose writes them down. */
    static void dropImpliedDependencies(ObjectNode model) {
        model.path("services").forEach(service -> {
            ((ObjectNode) service).remove("depends_on");
        });
    }

    /** The tree without what is empty, numbers as text, options that are the default left out. */
    static JsonNode comparable(String key, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                SortedMap<String, JsonNode> kept = new TreeMap<>();
                object.properties()
                        .forEach(entry -> kept.put(entry.getKey(), comparable(entry.getKey(), entry.getValue())));
                kept.entrySet().removeIf(entry -> isDefault(key, entry.getKey(), entry.getValue()));
                ObjectNode sorted = JsonNodeFactory.instance.objectNode();
                kept.forEach(sorted::set);
                yield sorted;
            }
            case ArrayNode list -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode();
                list.forEach(item -> items.add(comparable(key, item)));
                yield items;
            }
            default ->
                node.isNumber()
                        ? JsonNodeFactory.instance.stringNode(new BigDecimal(node.asString())
                                .stripTrailingZeros()
                                .toPlainString())
                        : node;
        };
    }

    private static boolean isDefault(String parent, String key, JsonNode value) {
        boolean empty = value.isNull() || (value.isContainer() && value.isEmpty());
        boolean cleared = (key.equals("command") || key.equals("entrypoint")) && value.isArray();
        boolean attached = parent.equals("networks") || parent.equals("environment");
        boolean implied = key.equals("create_host_path") && value.asBoolean();
        return (empty && !cleared && !attached) || implied || key.startsWith("x-");
    }
}
