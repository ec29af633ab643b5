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

/** Silence is a listener that hears nothing; tests override what they want to hear. */
class Silence implements LoopListener {
    @Override
    public void passBegan(ResourceKey key) {}

    @Override
    public void detected(ResourceKey key, Duration after) {}

    @Override
    public void passEnded(ResourceKey key, PassResult result, Duration took) {}

    @Override
    public void looked(EngineObservation observation) {}

    @Override
    public void resynced(Duration took) {}

    @Override
    public void broke(Work work, Throwable thrown) {
        throw new AssertionError(work + " broke", thrown);
    }

    @Override
    public void panicked(ResourceKey key, Throwable thrown) {
        throw new AssertionError("the reconciler of " + key + " threw", thrown);
    }

    @Override
    public void drifted(ResourceKey key, List<Difference> differences) {}

    @Override
    public void settled(ResourceKey key) {}

    @Override
    public void planned(Resource<?> resource, String revision, ReconcileResult<? extends Status> result) {}

    @Override
    public void stepEnded(ResourceKey key, StepReport report, Duration took) {}

    @Override
    public void conditionChanged(ResourceKey key, Optional<Condition> before, Optional<Condition> after) {}

    @Override
    public void happened(Event event) {}

    @Override
    public void engineLost(String cause) {}

    @Override
    public void engineBack() {}
}
