package sre.orion.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sre.orion.agent.engine.DockerTransport;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.agent.files.ContentFiles;
import sre.orion.agent.files.FileObserver;
import sre.orion.agent.loop.ReconcilersCore;
import sre.orion.agent.state.StartRefusal;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.Revision;

/** PlanCommand is {@code ./orion plan}: says what a pass would do now, and why, and does nothing. */
@Command(
        name = "plan",
        description =
                "Say what up would do. Exit 0: nothing to do, 1: differences, 2: wrong input, 3: no answer from the engine.")
final class PlanCommand implements Callable<Integer> {
    private static final InstantSource CLOCK = Clock.systemUTC();

    /** Format is how the answer is written. */
    enum Format {
        text,
        json
    }

    @Mixin
    private SpecArguments arguments = new SpecArguments();

    @Option(
            names = "-o",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json; default: ${DEFAULT-VALUE}")
    private Format format = Format.text;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws StartRefusal, SpecError, IOException {
        SingleLook look = SingleLook.at(arguments);
        Revision revision = new ContentFiles(arguments.state()).placed(look.revision());
        PrintWriter out = command.commandLine().getOut();
        try (var transport = new DockerTransport(arguments.engine())) {
            Observed<EngineObservation> engine = new EngineObserver(transport, CLOCK).observe(revision);
            if (engine instanceof Observed.Unknown<EngineObservation>(String cause)) {
                command.commandLine()
                        .getErr()
                        .println("orion: the engine does not answer: " + cause
                                + "; is Docker running? DOCKER_HOST says where another one is");
                return ExitCode.FAILED;
            }
            var observation = new NodeObservation(
                    revision,
                    engine,
                    look.renderFolder().toString(),
                    new FileObserver(look.base(), arguments.secrets().marks()).look(revision));
            var outlook = Outlook.of(observation, new ReconcilersCore(), CLOCK.instant());
            out.println(format == Format.json ? outlook.json() : outlook.text());
            return outlook.empty() ? ExitCode.OK : ExitCode.DIFFERENCES;
        }
    }
}
