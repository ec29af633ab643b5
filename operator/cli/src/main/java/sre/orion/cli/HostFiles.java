package sre.orion.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.SpecFiles.OtherFiles;

/** HostFiles reads the files of this host, and {@code -} from standard input, once. */
final class HostFiles implements OtherFiles {
    private static final int LARGEST = 4 << 20;

    private final InputStream standardInput;
    private byte @Nullable [] typed;

    HostFiles(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public byte @Nullable [] read(String path) {
        try {
            return path.equals("-") ? standardInput() : file(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private static byte @Nullable [] file(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(LARGEST);
        }
    }

    private byte[] standardInput() throws IOException {
        if (typed == null) {
            typed = standardInput.readNBytes(LARGEST);
        }
        return typed;
    }
}
