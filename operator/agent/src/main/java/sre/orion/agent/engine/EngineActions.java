package sre.orion.agent.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;

/** EngineActions is how the engine is asked to do things: one action is one call. */
public final class EngineActions {
    private static final Logger LOG = LoggerFactory.getLogger(EngineActions.class);

    private final EngineTransport transport;
    private final Preconditions preconditions;
    private final ImagePull pull;
    private final ContainerExec exec;

    /** Actions on one engine. */
    public EngineActions(EngineTransport transport) {
        this.transport = transport;
        preconditions = new Preconditions(transport);
        pull = new ImagePull(transport);
        exec = new ContainerExec(transport);
    }

    /**
     * What became of an action; never throws, and an interrupt of the calling thread ends the call with {@link
     * Outcome.Unknown}.
     *
     * @param progress is told in a line how far a pull is
     */
    public Outcome perform(EngineAction action, Duration deadline, Consumer<String> progress) {
        try {
            return switch (action) {
                case EngineAction.PullImage image -> pull.perform(image, deadline, progress);
                case EngineAction.ExecInContainer command -> exec.perform(command, deadline);
                default -> call(action, deadline);
            };
        } catch (TransportException e) {
            return outcome(e);
        }
    }

    /** Why a precondition does not hold by a fresh look, or cannot be looked at; empty if it holds. */
    public Optional<String> violated(Precondition precondition, Duration deadline) {
        return preconditions.violated(precondition, deadline);
    }

    static Outcome outcome(TransportException failure) {
        return switch (failure.effect()) {
            case NOT_SENT -> new Outcome.Failed(0, failure.getMessage());
            case UNKNOWN -> new Outcome.Unknown(failure.getMessage());
        };
    }

    private Outcome call(EngineAction action, Duration deadline) throws TransportException {
        EngineRequest request = ActionRequests.request(action, transport.apiVersion(), deadline);
        EngineAnswer answer = transport.call(request);
        warnings(action, answer);
        return answered(action, answer);
    }

    // What is already so counts as done: the step wanted the state, not the call.
    private static Outcome answered(EngineAction action, EngineAnswer answer) {
        if (answer.successful()) {
            return new Outcome.Done();
        }
        String message = answer.message();
        boolean already =
                switch (action) {
                    case EngineAction.StartContainer _, EngineAction.StopContainer _ -> answer.status() == 304;
                    case EngineAction.PauseContainer _ -> message.endsWith("is already paused");
                    case EngineAction.UnpauseContainer _ -> message.endsWith("is not paused");
                    case EngineAction.RenameContainer _ -> message.contains("same name as its current name");
                    case EngineAction.RemoveContainer _, EngineAction.RemoveNetwork _ -> answer.status() == 404;
                    case EngineAction.DisconnectNetwork _ ->
                        answer.status() == 404 || message.contains("is not connected to");
                    case EngineAction.CreateContainer _,
                            EngineAction.CopyFile _,
                            EngineAction.RestartContainer _,
                            EngineAction.SignalContainer _,
                            EngineAction.ExecInContainer _,
                            EngineAction.UpdateContainer _,
                            EngineAction.ConnectNetwork _,
                            EngineAction.PullImage _,
                            EngineAction.CreateNetwork _,
                            EngineAction.CreateVolume _ -> false;
                };
        if (already) {
            return new Outcome.Done();
        }
        if (action instanceof EngineAction.RemoveContainer && message.contains("is already in progress")) {
            return new Outcome.Unknown(message);
        }
        return new Outcome.Failed(answer.status(), message);
    }

    private static void warnings(EngineAction action, EngineAnswer answer) {
        if (answer.status() != 201) {
            return;
        }
        for (var warning : answer.json().path("Warnings")) {
            LOG.atWarn()
                    .addKeyValue("target", action.target())
                    .addKeyValue("warning", warning.asString(""))
                    .log("the engine warns");
        }
    }
}
