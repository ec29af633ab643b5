package sre.orion.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import sre.orion.agent.engine.EngineAddress;
import sre.orion.agent.serve.ListenAddress;
import sre.orion.agent.serve.NetworkDoor;
import sre.orion.agent.serve.ServerOptions;
import sre.orion.agent.serve.Tokens;
import sre.orion.agent.state.StartRefusal;
import sre.orion.specs.StateFolder;

/** SpecArguments is what every command may be told: where the specs are, whose they are, and what they are applied to. */
final class SpecArguments {
    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "whose specs; default: the only folder, else this host's name")
    private @Nullable String node;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "default: /var/lib/orion, else the user's state folder")
    private @Nullable Path state;

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description = "what secretRef names; default: secrets.env in the state directory")
    private @Nullable Path secrets;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "what decrypts age values; default: age-identity.txt in the state directory")
    private @Nullable Path identity;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7070",
            description = "where up serves reads to anybody on this machine; default: ${DEFAULT-VALUE}")
    private String listen = "";

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "lines TOKEN,NAME,read or TOKEN,NAME,operate: who else may come in, by a bearer token")
    private @Nullable Path tokens;

    @ArgGroup(exclusive = false)
    private @Nullable Network network;

    /** Network is where others than this machine are served. */
    private static final class Network {
        @Option(
                names = "--listen-tls",
                paramLabel = "HOST:PORT",
                required = true,
                description = "where up serves others than this machine, who need a token")
        private String listen = "";

        @Option(names = "--tls-cert", paramLabel = "FILE", required = true, description = "its certificate, PEM")
        private Path certificate = Path.of("");

        @Option(names = "--tls-key", paramLabel = "FILE", required = true, description = "the certificate's key, PEM")
        private Path key = Path.of("");
    }

    /** Where is a folder or a branch. */
    private static final class Where {
        @Option(names = "--specs", paramLabel = "DIR", required = true, description = "folder with one folder a node")
        private @Nullable Path folder;

        @ArgGroup(exclusive = false)
        private @Nullable Branch branch;
    }

    private static final class Branch {
        @Option(
                names = "--git",
                paramLabel = "URL_OR_PATH",
                required = true,
                description = "repository instead of a folder")
        private String repository = "";

        @Option(names = "--branch", paramLabel = "B", defaultValue = "", description = "default: the one HEAD names")
        private String branch = "";

        @Option(
                names = "--path",
                paramLabel = "P",
                defaultValue = "",
                description = "folder of the specs in the repository")
        private String path = "";
    }

    /**
     * Where the specs are.
     *
     * @param known whether a folder may be missing, as a disk that is not mounted yet, for it is known from before
     */
    SpecOrigin origin(Predicate<Path> known) throws StartRefusal {
        Path folder = where.folder;
        if (folder != null) {
            if (!Files.isDirectory(folder) && !known.test(folder)) {
                throw new StartRefusal("--specs " + folder
                        + (Files.exists(folder)
                                ? ": is no folder; name the one that holds a folder for each node"
                                : ": there is no such folder"));
            }
            return new SpecOrigin.Folder(folder);
        }
        Branch branch = where.branch;
        if (branch == null) {
            throw new StartRefusal("--specs DIR or --git URL_OR_PATH is needed");
        }
        return new SpecOrigin.Branch(branch.repository, branch.branch, branch.path);
    }

    Optional<String> node() {
        return Optional.ofNullable(node);
    }

    Path state() {
        return state == null ? StateFolder.usual(System.getenv(), System.getProperty("user.home", "")) : state;
    }

    /** Where the node's secrets are; a file that was named must be there. */
    SecretFiles secrets() throws StartRefusal {
        SecretFiles usual = SecretFiles.in(state());
        return new SecretFiles(
                named("--secrets", secrets, usual.secrets()),
                named("--identity", identity, usual.identity()),
                usual.marksKey());
    }

    /** Whether the command was told where secrets are. */
    boolean namesSecrets() {
        return secrets != null || identity != null;
    }

    private static Path named(String option, @Nullable Path named, Path usual) throws StartRefusal {
        if (named != null && !Files.isReadable(named)) {
            throw new StartRefusal(option + " " + named + ": there is no such file, or it may not be read");
        }
        return named == null ? usual : named.toAbsolutePath().normalize();
    }

    ServerOptions doors() throws StartRefusal {
        Tokens known = tokens == null ? Tokens.NONE : Tokens.read(tokens, System::nanoTime);
        Optional<NetworkDoor> door = Optional.empty();
        Network asked = network;
        if (asked != null) {
            if (known.isEmpty()) {
                throw new StartRefusal("--listen-tls " + asked.listen + ": needs --tokens FILE with a token in it");
            }
            door = Optional.of(NetworkDoor.of(asked.listen, asked.certificate, asked.key));
        }
        return new ServerOptions(ListenAddress.parse(listen), state().resolve("orion.sock"), known, door);
    }

    EngineAddress engine() throws StartRefusal {
        try {
            return EngineAddress.of(System.getenv("DOCKER_HOST"));
        } catch (IllegalArgumentException wrong) {
            throw new StartRefusal(String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
