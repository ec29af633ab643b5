package sre.orion.agent.loop;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.plan.Action;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.EngineAction.ConnectNetwork;
import sre.orion.api.plan.EngineAction.CopyFile;
import sre.orion.api.plan.EngineAction.CreateContainer;
import sre.orion.api.plan.EngineAction.CreateNetwork;
import sre.orion.api.plan.EngineAction.CreateVolume;
import sre.orion.api.plan.EngineAction.DisconnectNetwork;
import sre.orion.api.plan.EngineAction.ExecInContainer;
import sre.orion.api.plan.EngineAction.PauseContainer;
import sre.orion.api.plan.EngineAction.PullImage;
import sre.orion.api.plan.EngineAction.RemoveContainer;
import sre.orion.api.plan.EngineAction.RemoveNetwork;
import sre.orion.api.plan.EngineAction.RenameContainer;
import sre.orion.api.plan.EngineAction.RestartContainer;
import sre.orion.api.plan.EngineAction.SignalContainer;
import sre.orion.api.plan.EngineAction.StartContainer;
import sre.orion.api.plan.EngineAction.StopContainer;
import sre.orion.api.plan.EngineAction.UnpauseContainer;
import sre.orion.api.plan.EngineAction.UpdateContainer;
import sre.orion.api.plan.Precondition;
import sre.orion.api.plan.StepReport;

/**
 * Footprint is what the steps of a plan may have changed, whatever became of them.
 *
 * @param containers ids of containers that were there before, those that a step relied on among them
 * @param more whether objects may have come or gone, so that only a full look tells
 */
record Footprint(SortedSet<String> containers, boolean more) {
    Footprint {
        containers = Collections.unmodifiableSortedSet(containers);
    }

    /** The footprint of these steps on what was known before them. */
    static Footprint of(List<StepReport> steps, Observed<EngineObservation> engine) {
        var containers = new TreeSet<String>();
        boolean more = false;
        for (StepReport report : steps) {
            Optional<String> container = container(report.step().action())
                    .filter(id -> engine.present().stream()
                            .anyMatch(known -> known.containers().containsKey(id)));
            container.ifPresent(containers::add);
            more |= container.isEmpty() || listsTell(report.step().action());
            containers.addAll(reliedOn(report.step().precondition()));
        }
        return new Footprint(containers, more);
    }

    private static List<String> reliedOn(Precondition precondition) {
        return switch (precondition) {
            case Precondition.ContainerUnchanged(String id, var _, var _) -> List.of(id);
            case Precondition.All(var each) ->
                each.stream().flatMap(one -> reliedOn(one).stream()).toList();
            case Precondition.None _, Precondition.NoOtherEndpoints _ -> List.of();
        };
    }

    /** Whether what an action does to its container shows in lists only. */
    private static boolean listsTell(Action action) {
        return action instanceof RenameContainer || action instanceof RemoveContainer;
    }

    /** The one container that an action works on; it may be given by name. */
    private static Optional<String> container(Action action) {
        return switch (action) {
            case EngineAction engineAction ->
                switch (engineAction) {
                    case CopyFile copy -> Optional.of(copy.container());
                    case StartContainer start -> Optional.of(start.container());
                    case StopContainer stop -> Optional.of(stop.id());
                    case RestartContainer restart -> Optional.of(restart.id());
                    case SignalContainer signal -> Optional.of(signal.id());
                    case ExecInContainer exec -> Optional.of(exec.id());
                    case PauseContainer pause -> Optional.of(pause.id());
                    case UnpauseContainer unpause -> Optional.of(unpause.id());
                    case UpdateContainer update -> Optional.of(update.id());
                    case ConnectNetwork connect -> Optional.of(connect.container());
                    case DisconnectNetwork disconnect -> Optional.of(disconnect.id());
                    case RenameContainer rename -> Optional.of(rename.container());
                    case RemoveContainer remove -> Optional.of(remove.id());
                    case CreateContainer _, PullImage _, CreateNetwork _, RemoveNetwork _, CreateVolume _ ->
                        Optional.empty();
                };
        };
    }
}
