package sre.orion.agent.loop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.Status;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.StepReport;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;

/** LoopListener is who hears what the loop sees and does: the log, the metrics, and tests. It must be quick and not throw. */
public interface LoopListener {
    /** A pass over a key begins. */
    void passBegan(ResourceKey key);

    /** A pass over a key begins that an event asked for, this long after what happened. */
    void detected(ResourceKey key, Duration after);

    /** A pass over a key ended. */
    void passEnded(ResourceKey key, PassResult result, Duration took);

    /** The engine was looked at in full. */
    void looked(EngineObservation observation);

    /** A resync has been through all keys, this long after it began to look. */
    void resynced(Duration took);

    /** Work other than a pass threw, which is a bug. */
    void broke(Work work, Throwable thrown);

    /** A reconciler threw, which is a bug. */
    void panicked(ResourceKey key, Throwable thrown);

    /** Fields differ from the spec that did not differ in the pass before. */
    void drifted(ResourceKey key, List<Difference> differences);

    /** Nothing differs from the spec any more. */
    void settled(ResourceKey key);

    /** A pass over a resource of this revision has something to do, and now begins to do it. */
    void planned(Resource<?> resource, String revision, ReconcileResult<? extends Status> result);

    /** A step of a plan ended. */
    void stepEnded(ResourceKey key, StepReport report, Duration took);

    /** A condition appeared, went ({@code after} empty), or changed its status, reason or message. */
    void conditionChanged(ResourceKey key, Optional<Condition> before, Optional<Condition> after);

    /** A reconciler has something to tell people. */
    void happened(Event event);

    /** The engine stopped answering; {@code cause} says how. Said once until it is back. */
    void engineLost(String cause);

    /** The engine answers again. */
    void engineBack();
}
