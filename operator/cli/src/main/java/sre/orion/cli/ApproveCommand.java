package sre.orion.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.cli.client.OperatorException;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code orionctl approve}: says yes to a mass deletion that waits. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Says yes to the deletion of what is gone from the specs, when that is so much at once that the operator waits.",
            "The hash stands in the status of the node and covers exactly what would go."
        })
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Parameters(paramLabel = "HASH", description = "The hash that the operator names.")
    private String hash = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ApproveCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var _ = operators
                .target()
                .client()
                .post(
                        "/operations/approve",
                        JsonNodeFactory.instance.objectNode().put("hash", hash));
        spec.commandLine().getOut().println("approved " + hash);
        return 0;
    }
}
