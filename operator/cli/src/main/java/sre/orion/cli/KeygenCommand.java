package sre.orion.cli;

import static java.util.Objects.requireNonNullElseGet;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
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
import sre.orion.specs.secret.Identity;

/** KeygenCommand makes the age identity of a node, and tells the public key to which values are encrypted. */
@Command(
        name = "keygen",
        sortOptions = false,
        description = "Makes the age identity of this node, if it has none, and prints its public key.")
final class KeygenCommand implements Callable<Integer> {
    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "default: age-identity.txt in the operator's state directory")
    private @Nullable Path identity;

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        Path path = requireNonNullElseGet(identity, StateFiles::identity);
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        try {
            out.println(Identity.make(path));
            err.println("made " + path + "; keep a copy of it where no backup of the node can be lost with it");
        } catch (FileAlreadyExistsException there) {
            out.println(Identity.recipient(path)
                    .orElseThrow(() -> new IOException(path + " is there already and names no public key")));
            err.println(path + " is there already; this is its public key");
        }
        return ExitCode.OK;
    }
}
