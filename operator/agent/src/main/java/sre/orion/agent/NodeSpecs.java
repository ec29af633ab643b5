package sre.orion.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sre.orion.agent.source.SourceResult;
import sre.orion.agent.source.SpecReader;
import sre.orion.specs.LoadResult;
import sre.orion.specs.SpecFiles;
import sre.orion.specs.SpecFolder;
import sre.orion.specs.SpecLoader;
import sre.orion.specs.secret.NodeSecrets;
import sre.orion.specs.yaml.Problem;

/** NodeSpecs reads the specs of one node: the one that was named, else the only one there is, else the one named like the host. */
final class NodeSpecs implements SpecReader {
    private final Supplier<NodeSecrets> secrets;
    private volatile Optional<String> node;

    /**
     * The specs of a node.
     *
     * @param secrets asked anew for each revision
     */
    NodeSpecs(Optional<String> named, Supplier<NodeSecrets> secrets) {
        node = named;
        this.secrets = secrets;
    }

    /** The node, once specs were read or a name was given; it never changes after that. */
    Optional<String> node() {
        return node;
    }

    @Override
    public SourceResult read(Path files, Path base, String revision) {
        try {
            String name = choose(files);
            SpecFiles taken = SpecFolder.read(files, name).as(revision, base.toString());
            return load(name, taken, secrets.get());
        } catch (IOException failed) {
            return new SourceResult.Unavailable(files + ": " + failed.getMessage());
        }
    }

    /** What the files of a node say. */
    static SourceResult load(String node, SpecFiles files, NodeSecrets secrets) {
        return switch (new SpecLoader().load(node, files, secrets)) {
            case LoadResult.Loaded(var loaded, var warnings) -> new SourceResult.Loaded(loaded, texts(warnings));
            case LoadResult.Refused(var problems) -> new SourceResult.Rejected(files.revision(), texts(problems));
        };
    }

    private String choose(Path files) throws IOException {
        if (node.isEmpty()) {
            List<String> folders = SpecFolder.nodes(files);
            node = Optional.of(folders.size() == 1 ? folders.getFirst() : HostName.read());
        }
        return node.orElseThrow();
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }
}
