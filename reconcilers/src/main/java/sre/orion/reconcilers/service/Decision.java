package sre.orion.reconcilers.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.ServiceReason;
import sre.orion.api.kind.ServiceStatus.Memory;
import sre.orion.api.plan.Plan;
import sre.orion.api.resource.Event.Severity;
import sre.orion.reconcilers.shared.Verdict;

/**
 * Decision is what a pass wants to do and say, before anything puts it off.
 *
 * @param notices events that are sent if the plan goes ahead
 * @param again when time alone changes the verdict; empty: when something happens
 */
record Decision(
        Plan plan, Effort effort, Verdict verdict, List<Notice> notices, Optional<Duration> again, Memory memory) {

    /** Notice is an event without its key. */
    record Notice(Severity severity, ServiceReason reason, String note) {}

    static Decision nothing(Verdict verdict, Memory memory) {
        return new Decision(Plan.EMPTY, Effort.NONE, verdict, List.of(), Optional.empty(), memory);
    }

    static Decision act(Effort effort, Plan plan, Verdict verdict, Memory memory) {
        return new Decision(plan, effort, verdict, List.of(), Optional.empty(), memory);
    }

    Decision after(Duration delay) {
        return new Decision(plan, effort, verdict, notices, Optional.of(delay), memory);
    }

    Decision saying(Severity severity, ServiceReason reason, String note) {
        List<Notice> all = new ArrayList<>(notices);
        all.add(new Notice(severity, reason, note));
        return new Decision(plan, effort, verdict, List.copyOf(all), again, memory);
    }

    Decision judged(Verdict other) {
        return new Decision(plan, effort, other, notices, again, memory);
    }

    Decision remembering(Memory other) {
        return new Decision(plan, effort, verdict, notices, again, other);
    }

    /** Nothing done for now, and why; of what the pass wanted to remember only a failed roll-out is. */
    Decision putOff(Verdict why, Memory before) {
        Memory kept = Memories.rollout(before, memory.failedRollout(), memory.failedRolloutCause());
        Verdict said = verdict.stalled()
                .map(stuck -> why.butStalled(stuck.reason(), stuck.message()))
                .orElse(why);
        return new Decision(Plan.EMPTY, Effort.NONE, said, List.of(), Optional.empty(), kept);
    }
}
