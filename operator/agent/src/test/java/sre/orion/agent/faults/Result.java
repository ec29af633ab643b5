package sre.orion.agent.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import sre.orion.fixtures.simulation.HostView;
import tools.jackson.databind.node.ObjectNode;

/**
 * Result is a run from its beginning to its end.
 *
 * @param settled whether it came to the end that it should come to, and rested there
 * @param took from the first thing that happened to the last change that the operator asked for
 * @param snapshot the host at the end, without identities and times
 * @param conditions of all resources at the end
 * @param diary what the operator did since it was last started
 * @param wanted the specs at the end
 */
record Result(
        boolean settled,
        Instant began,
        Duration took,
        List<Moment> moments,
        HostView host,
        ObjectNode snapshot,
        SortedMap<String, String> conditions,
        List<String> diary,
        Optional<String> wanted,
        Circumstances circumstances) {

    /**
     * Circumstances is what a run was put through, as far as the judges must know.
     *
     * @param fault what went wrong; empty when nothing did
     * @param deaf whether events went wrong, and nothing else
     * @param clockJumped whether the wall clock was set to another time
     * @param idleWrites what was asked for after the node had come to rest and been left alone
     * @param replay the hash of the same run, run again; empty when it was not
     */
    record Circumstances(
            String fault, boolean deaf, boolean clockJumped, List<Moment.Call> idleWrites, Optional<String> replay) {
        static final Circumstances QUIET = new Circumstances("", false, false, List.of(), Optional.empty());

        static Circumstances of(String fault) {
            return new Circumstances(fault, false, false, List.of(), Optional.empty());
        }
    }

    Result under(Circumstances other) {
        return new Result(settled, began, took, moments, host, snapshot, conditions, diary, wanted, other);
    }

    static Result of(Machine machine, Instant began, boolean settled) {
        Instant last = machine.witness.lastWrite().orElse(began);
        return new Result(
                settled,
                began,
                Duration.between(began, last),
                machine.witness.moments(),
                machine.engine.host().view(),
                machine.engine.snapshot(),
                machine.conditions(),
                List.copyOf(machine.diary()),
                machine.wanted(),
                Circumstances.QUIET);
    }

    /** Whether a machine has come to the same end. */
    boolean isLike(Machine machine) {
        return conditions.equals(machine.conditions())
                && host.containers().size()
                        == machine.engine.host().view().containers().size()
                && snapshot.equals(machine.engine.snapshot());
    }

    /** The SHA-256 of all that happened, and of the end. */
    String hash() {
        return Hash.of(moments + "\n" + snapshot + "\n" + conditions);
    }

    /** The calls in their order. */
    List<Moment.Call> calls() {
        return moments.stream()
                .filter(Moment.Call.class::isInstance)
                .map(Moment.Call.class::cast)
                .toList();
    }
}
