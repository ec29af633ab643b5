package sre.orion.agent.loop;

import java.time.Duration;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.api.plan.EngineAction;

/**
 * LoopParts is what a loop is made of besides itself; each part has a simulated twin or is pure.
 *
 * @param resync how often everything is looked at although nothing seems to have happened
 * @param renderFolder absolute path of the folder of rendered Compose files
 */
public record LoopParts(
        EngineObserver observer,
        FileLook files,
        ActionPort<EngineAction> engine,
        Core core,
        Holds holds,
        Records records,
        Duration resync,
        String renderFolder) {}
