package sre.orion.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** HostName is the name of this machine as a node is named: without its domain, in lower case. */
final class HostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    static String read() {
        String full = kernelName().strip().toLowerCase(Locale.ROOT);
        int dot = full.indexOf('.');
        return dot < 0 ? full : full.substring(0, dot);
    }

    private static String kernelName() {
        try {
            return Files.readString(KERNEL);
        } catch (IOException noLinux) {
            throw new UncheckedIOException("the host's name cannot be read: name the node with --node", noLinux);
        }
    }
}
