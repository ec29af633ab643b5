package sre.orion.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sre.orion.agent.source.SourceResult;
import sre.orion.agent.source.SpecSource;
import sre.orion.agent.state.DurableFiles;
import sre.orion.agent.state.StartRefusal;
import sre.orion.api.resource.Revision;
import sre.orion.specs.secret.NodeSecrets;

/**
 * SingleLook is a revision read once by a command that ends.
 *
 * @param base the folder of these specs
 * @param renderFolder where the rendered Compose files of these specs lie by convention
 */
record SingleLook(Revision revision, Path base, Path renderFolder) {

    /** Reads the specs with the node's secrets; warnings are left to {@code up}. */
    static SingleLook at(SpecArguments arguments) throws StartRefusal, SpecError, IOException {
        return at(arguments, arguments.secrets().read());
    }

    /** Reads the specs. */
    static SingleLook at(SpecArguments arguments, NodeSecrets secrets) throws StartRefusal, SpecError, IOException {
        Path scratch = Files.createTempDirectory("orion-");
        var reader = new NodeSpecs(arguments.node(), () -> secrets);
        try (SpecSource source = Sources.once(arguments.origin(_ -> false), arguments.state(), scratch, reader)) {
            return switch (source.read()) {
                case SourceResult.Loaded loaded ->
                    new SingleLook(loaded.revision(), source.base(), Sources.renderFolder(source));
                case SourceResult.Rejected rejected -> throw new SpecError(rejected.problems());
                case SourceResult.Unavailable unavailable -> throw new StartRefusal(unavailable.why());
            };
        } finally {
            DurableFiles.removeTree(scratch);
        }
    }
}
