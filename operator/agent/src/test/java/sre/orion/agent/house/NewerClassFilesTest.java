package sre.orion.agent.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NewerClassFilesTest {
    private static final int JAVA_6 = 50;

    @TempDir
    private Path folder;

    @Test
    void old_classes_become_newer_and_still_work() throws Exception {
        URI picocli = CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path jar = Files.copy(Path.of(picocli), folder.resolve("picocli.jar"));
        assertThat(versions(jar)).anyMatch(version -> version < JAVA_6);

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        LauncherTree.PROJECT
                                .resolve("operator/launch/NewerClassFiles.java")
                                .toString(),
                        jar.toString())
                .inheritIO()
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(versions(jar)).allMatch(version -> version >= JAVA_6);
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> commandLine = loader.loadClass("picocli.CommandLine");
            assertThat(commandLine).isNotEqualTo(CommandLine.class);
            assertThat(commandLine.getField("VERSION").get(null)).isEqualTo(CommandLine.VERSION);
            for (Class<?> verified : commandLine.getDeclaredClasses()) {
                Class.forName(verified.getName(), true, loader);
            }
        }
    }

    private static List<Integer> versions(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return Collections.list(file.entries()).stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .map(entry -> version(file, entry))
                    .toList();
        }
    }

    private static int version(JarFile file, ZipEntry entry) {
        try (var in = new DataInputStream(file.getInputStream(entry))) {
            in.readInt();
            in.readUnsignedShort();
            return in.readUnsignedShort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
