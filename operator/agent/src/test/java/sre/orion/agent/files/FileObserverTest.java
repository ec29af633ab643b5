package sre.orion.agent.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.Revision;
import sre.orion.specs.LoadResult;
import sre.orion.specs.SpecFiles;
import sre.orion.specs.SpecLoader;
import sre.orion.specs.secret.Marks;

class FileObserverTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private FileObserver observer;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.createDirectories(folder.resolve("cortex")).resolve("app.conf");
        Files.writeString(file, "one");
        observer = new FileObserver(folder, new Marks(new byte[32]));
    }

    @Test
    void a_file_that_is_written_is_the_same_file_with_other_content() throws IOException {
        FileState before = seen("./app.conf:/app.conf");
        FileTime time = Files.getLastModifiedTime(file);

        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);

        FileState after = seen("./app.conf:/app.conf");
        assertThat(after.hash()).as("no program can hide a change").isNotEqualTo(before.hash());
        assertThat(after.identity()).isEqualTo(before.identity());
        assertThat(after.changedAt()).isAfter(before.changedAt());
    }

    @Test
    void a_file_that_is_replaced_is_another_one() throws IOException {
        FileState before = seen("./app.conf:/app.conf");

        Path next = Files.writeString(folder.resolve("next"), "one");
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

        FileState after = seen("./app.conf:/app.conf");
        assertThat(after.hash()).isEqualTo(before.hash());
        assertThat(after.identity()).isNotEqualTo(before.identity());
    }

    @Test
    void a_folder_is_all_files_below_it() throws IOException {
        Path below = Files.createDirectories(folder.resolve("cortex/conf/deep")).resolve("a");
        Files.writeString(below, "one");
        FileState before = seen("./conf:/conf");

        Files.writeString(below, "two");

        assertThat(before.folder()).isTrue();
        assertThat(seen("./conf:/conf").hash()).isNotEqualTo(before.hash());
        Files.writeString(below, "one");
        assertThat(seen("./conf:/conf").hash()).isEqualTo(before.hash());
        Files.move(below, below.resolveSibling("b"));
        assertThat(seen("./conf:/conf").hash()).isNotEqualTo(before.hash());
    }

    @Test
    void what_is_not_there_or_not_of_the_specs_is_no_file() {
        assertThat(observer.look(revision("volumes: ['./gone:/gone', '/etc/hostname:/h', 'data:/data']")))
                .containsOnlyKeys(folder.resolve("cortex/gone").toString())
                .containsValue(new Observed.Absent<>());
    }

    @Test
    void what_is_too_much_to_be_read_is_not_known() throws IOException {
        Path many = Files.createDirectories(folder.resolve("cortex/many"));
        for (int number = 0; number <= 2_000; number++) {
            Files.createFile(many.resolve(String.valueOf(number)));
        }

        assertThat(observer.look(revision("volumes: ['./many:/many']")).values())
                .first()
                .isInstanceOf(Observed.Unknown.class);
    }

    @Test
    void a_profile_is_read_as_it_is_sent() throws IOException {
        Files.writeString(file, "{ \"defaultAction\": \"SCMP_ACT_ALLOW\",\n \"syscalls\": [] }\n");

        var seen = observer.look(revision("security_opt: ['seccomp=./app.conf']"));

        assertThat(Objects.requireNonNull(seen.get(file.toString())).present().flatMap(FileState::text))
                .isEqualTo(Optional.of("{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":[]}"));
        Files.writeString(file, "no JSON");
        assertThat(observer.look(revision("security_opt: ['seccomp=./app.conf']"))
                        .get(file.toString()))
                .isInstanceOf(Observed.Unknown.class);
    }

    private FileState seen(String volume) {
        var seen = observer.look(revision("volumes: ['" + volume + "']"));
        assertThat(seen).hasSize(1);
        return seen.values().iterator().next().present().orElseThrow();
    }

    private Revision revision(String container) {
        String spec = """
                apiVersion: orion.sre/v1
                kind: Service
                metadata: {name: web}
                spec: {container: {image: 'app:1', %s}}
                ---
                apiVersion: orion.sre/v1
                kind: Volume
                metadata: {name: data}
                """.formatted(container);
        var files = new TreeMap<String, byte[]>();
        files.put("cortex/web.yaml", spec.getBytes(StandardCharsets.UTF_8));
        LoadResult loaded = new SpecLoader()
                .load("cortex", new SpecFiles("r1", folder.toString(), "/root", files, SpecFiles.OtherFiles.NONE));
        return ((LoadResult.Loaded) loaded).revision();
    }
}
