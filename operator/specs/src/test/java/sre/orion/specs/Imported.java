package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.specs.SpecFiles.OtherFiles;
import sre.orion.specs.compose.ComposeRender;
import sre.orion.specs.imports.ProjectImport;
import sre.orion.specs.project.ProjectRequest;
import sre.orion.specs.yaml.Problem;
import sre.orion.specs.yaml.Problem.Severity;
import sre.orion.specs.yaml.Problems;
import tools.jackson.databind.json.JsonMapper;

/** Imported is a Compose project as {@code orion ctl import} takes it over on the node {@code node1}, in memory. */
record Imported(Optional<ProjectImport> result, Problems problems) {
    static final String NODE = "node1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The files that invented people keep: realistic, small, and full of what public files are full of. */
    static final Path FILES =
            Path.of(System.getProperty("orion.home"), "operator/specs/src/test/resources/compose-files");

    /** The project in a folder of this machine. */
    static Imported folder(Path folder) {
        return of(folder.toString(), path -> {
            Path file = Path.of(path);
            try {
                return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A project that is one file. */
    static Imported file(String folder, byte[] content) {
        return of(folder, path -> path.equals(folder + "/compose.yaml") ? content : null);
    }

    static Imported file(String folder, String content) {
        return file(folder, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Imported of(String folder, OtherFiles host) {
        var problems = new Problems();
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("HOME", "/root");
        var request = new ProjectRequest(List.of(), List.of(), List.of(), null, null, environment, folder, "/root");
        return new Imported(ProjectImport.of(request, NODE, host, false, new TreeMap<>(), problems), problems);
    }

    List<Problem> errors() {
        return problems.all(Severity.ERROR);
    }

    /** The files that {@code orion render} makes of the specs; they must load. */
    SortedMap<String, String> rendered() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        result.orElseThrow(() -> new AssertionError(errors().toString()))
                .files()
                .forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        files.putIfAbsent(NODE + "/.keep", new byte[0]);
        LoadResult loaded = new SpecLoader().load(NODE, new SpecFiles("r1", "/", "/root", files, OtherFiles.NONE));
        assertThat(loaded).isInstanceOf(LoadResult.Loaded.class);
        SortedMap<String, String> rendered = ComposeRender.render(((LoadResult.Loaded) loaded).revision());
        rendered.replaceAll((path, text) -> withSecrets(text, result.orElseThrow()));
        return rendered;
    }

    /** A rendered file as {@code docker compose --env-file} reads it beside the secrets file that the import asks for. */
    static String withSecrets(String rendered, ProjectImport imported) {
        String text = rendered;
        for (var secret : imported.secrets().entrySet()) {
            String value = JSON.writeValueAsString(secret.getValue().replace("$", "$$"));
            text = text.replace("\"${" + secret.getKey() + ":?}\"", value);
        }
        return text;
    }

    /** The one file of a project that has anything in it. */
    String renderedFile() {
        return rendered().values().iterator().next();
    }
}
