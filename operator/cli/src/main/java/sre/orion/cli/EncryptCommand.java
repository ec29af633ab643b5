package sre.orion.cli;

import static java.util.Objects.requireNonNullElseGet;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sre.orion.specs.secret.Encrypted;
import sre.orion.specs.secret.Identity;

/** EncryptCommand encrypts a value to a node, for {@code age:} in its specs. The value is typed or piped, never an argument. */
@Command(
        name = "encrypt",
        sortOptions = false,
        description = {
            "Encrypts what is typed, or piped in, to a node; the text goes into a spec, as in",
            "  environment: {DB_PASSWORD: {age: TEXT}}"
        })
final class EncryptCommand implements Callable<Integer> {
    @Option(
            names = "--recipient",
            paramLabel = "AGE1",
            description = "public key of the node, as keygen prints it; default: that of --identity")
    private @Nullable String recipient;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "default: age-identity.txt in the operator's state directory")
    private @Nullable Path identity;

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws IOException {
        var line = Objects.requireNonNull(command).commandLine();
        String key = recipient == null ? ofNode() : recipient;
        if (key == null) {
            line.getErr()
                    .println("orionctl: there is no identity here; name the node's public key with --recipient age1…");
            return ExitCode.USAGE;
        }
        try {
            line.getOut().println(Encrypted.of(value(), key));
            return ExitCode.OK;
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            line.getErr().println("orionctl: " + key + " is no public key of age; orion ctl keygen prints the node's");
            return ExitCode.USAGE;
        }
    }

    private @Nullable String ofNode() throws IOException {
        Path path = requireNonNullElseGet(identity, StateFiles::identity);
        return Files.isReadable(path) ? Identity.recipient(path).orElse(null) : null;
    }

    /** What is typed without being shown, or piped in; the end of the last line is not part of it. */
    @SuppressWarnings("SystemConsoleNull") // without a terminal there is none, whatever the check says
    private static String value() throws IOException {
        @Nullable Console console = System.console();
        if (console == null || !console.isTerminal()) {
            String piped = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            return piped.endsWith("\n") ? piped.substring(0, piped.length() - 1) : piped;
        }
        return new String(Objects.requireNonNullElse(console.readPassword("value: "), new char[0]));
    }
}
