package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spec that cannot be read must not look as if it had been taken out: its container would be removed. */
class SpecFolderTest {
    private static final String VOLUME = """
            apiVersion: orion.sre/v1
            kind: Volume
            metadata: {name: NAME}
            """;

    @TempDir
    private Path root;

    private Path node;

    @BeforeEach
    void declareOneVolume() throws IOException {
        node = Files.createDirectories(root.resolve("cortex"));
        Files.writeString(node.resolve("data.yaml"), VOLUME.replace("NAME", "data"));
    }

    @Test
    void what_is_there_and_cannot_be_read_is_an_error_with_its_place() throws IOException {
        Files.createSymbolicLink(node.resolve("gone.yaml"), Path.of("nowhere.yaml"));
        Files.createSymbolicLink(node.resolve("circle.yaml"), Path.of("circle.yaml"));
        Files.createSymbolicLink(node.resolve("refuses.yml"), Path.of("/proc/self/mem"));
        Files.createSymbolicLink(node.resolve("device.yaml"), Path.of("/dev/zero"));
        try (var large = new RandomAccessFile(node.resolve("large.yaml").toFile(), "rw")) {
            large.setLength(1L << 30);
        }

        assertThat(problems())
                .containsExactly(
                        "cortex/circle.yaml:1:1: file: is a link that leads nowhere",
                        "cortex/device.yaml:1:1: file: is no regular file",
                        "cortex/gone.yaml:1:1: file: is a link that leads nowhere",
                        "cortex/large.yaml:1:1: file: has 1073741824 bytes, which no spec needs: split it",
                        "cortex/refuses.yml:1:1: file: cannot be read: Input/output error");
    }

    @Test
    void what_no_spec_is_may_be_anything() throws IOException {
        Files.createSymbolicLink(node.resolve("lock"), Path.of("nowhere"));
        Files.createSymbolicLink(node.resolve(".#data.yaml"), Path.of("ada@host.4711"));
        Files.writeString(node.resolve(".data.yaml"), "half of a");
        Files.createDirectories(node.resolve(".git"));
        Files.writeString(node.resolve(".git/kept.yaml"), VOLUME.replace("NAME", "kept"));
        Files.createSymbolicLink(node.resolve("again"), node);

        assertThat(resources()).containsExactly("Volume cortex/data");
    }

    @Test
    void links_are_followed_to_files_folders_and_the_node_itself() throws IOException {
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere/more"));
        Files.writeString(elsewhere.resolve("media.yaml"), VOLUME.replace("NAME", "media"));
        Files.writeString(root.resolve("elsewhere/photos"), VOLUME.replace("NAME", "photos"));
        Files.createSymbolicLink(node.resolve("more"), elsewhere);
        Files.createSymbolicLink(node.resolve("photos.yaml"), root.resolve("elsewhere/photos"));
        Files.move(node, root.resolve("real"));
        Files.createSymbolicLink(node, root.resolve("real"));

        assertThat(resources()).containsExactly("Volume cortex/data", "Volume cortex/media", "Volume cortex/photos");
    }

    private List<String> problems() throws IOException {
        var result = new SpecLoader().load("cortex", SpecFolder.read(root, "cortex"));
        assertThat(result).isInstanceOf(LoadResult.Refused.class);
        return ((LoadResult.Refused) result)
                .problems().stream().map(Object::toString).toList();
    }

    private List<String> resources() throws IOException {
        var result = new SpecLoader().load("cortex", SpecFolder.read(root, "cortex"));
        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        return ((LoadResult.Loaded) result)
                .revision().resources().keySet().stream().map(Object::toString).toList();
    }
}
