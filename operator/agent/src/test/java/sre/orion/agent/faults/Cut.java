package sre.orion.agent.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sre.orion.agent.engine.EngineRequest;
import sre.orion.fixtures.simulation.HostView;
import sre.orion.fixtures.simulation.SimulatedEngine;

/**
 * Cut is a moment at which the operator may die: what the engine and the disk hold then is all that the next operator starts with.
 *
 * @param name when it was: {@code before POST /containers/web/start}
 * @param moments what had happened before
 * @param wanted the specs that are wanted then; empty when there are none yet
 * @param stagesDone how much of the scenario had happened
 */
record Cut(
        String name,
        SimulatedEngine host,
        String history,
        List<Moment> moments,
        Optional<String> wanted,
        int stagesDone) {

    /** Whether the next operator finds the very same, but for the clock, so that one run stands for both. */
    boolean isSame(Cut other) {
        return stagesDone == other.stagesDone
                && wanted.equals(other.wanted)
                && history.equals(other.history)
                && same(host.host().view(), other.host.host().view());
    }

    /** The same with less written down. */
    Cut having(String lessHistory, String where) {
        return new Cut(where + " of the history, " + name, host, lessHistory, moments, wanted, stagesDone);
    }

    private static boolean same(HostView one, HostView other) {
        return one.containers().equals(other.containers())
                && one.networks().equals(other.networks())
                && one.volumes().equals(other.volumes())
                && one.images().equals(other.images());
    }

    /** Recorder makes the cuts of a run: before each call and after its effect; writes to the disk between calls make none. */
    static final class Recorder implements Witness.Taps {
        private final Machine machine;
        private final List<Cut> cuts = new ArrayList<>();
        private int stagesDone;

        Recorder(Machine machine) {
            this.machine = machine;
        }

        void stageDone() {
            stagesDone++;
        }

        @Override
        public void before(EngineRequest request) {
            cut("before " + request);
        }

        @Override
        public void after(EngineRequest request) {
            cut("after " + request);
        }

        private void cut(String name) {
            cuts.add(new Cut(
                    name,
                    machine.engine.copy(),
                    machine.history(),
                    machine.witness.moments(),
                    machine.wanted(),
                    stagesDone));
        }

        /** The cuts until this moment. */
        List<Cut> until(Instant end) {
            return cuts.stream()
                    .filter(cut -> !cut.host().time().instant().isAfter(end))
                    .toList();
        }
    }

    /** One of each that are the same. */
    static List<Cut> distinct(List<Cut> cuts) {
        var distinct = new ArrayList<Cut>();
        for (Cut cut : cuts) {
            if (distinct.stream().noneMatch(cut::isSame)) {
                distinct.add(cut);
            }
        }
        return distinct;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, stagesDone);
    }
}
