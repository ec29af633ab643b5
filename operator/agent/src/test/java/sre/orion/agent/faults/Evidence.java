package sre.orion.agent.faults;

import java.util.List;
import java.util.Optional;

/**
 * Evidence is what a property is judged by: a run, and what it is compared with.
 *
 * @param scenario empty for a random run
 * @param reference the undisturbed run, and the host before anything happened; empty for a random run
 */
record Evidence(Result run, Optional<Scenario> scenario, Optional<Comparison> reference) {

    /** Comparison is what a disturbed run is held against. */
    record Comparison(Base base, Result result) {}

    static Evidence of(Result run, Base base, Result reference) {
        return new Evidence(run, Optional.of(base.scenario()), Optional.of(new Comparison(base, reference)));
    }

    boolean is(Scenario.Trait trait) {
        return scenario.filter(told -> told.is(trait)).isPresent();
    }

    List<Moment> moments() {
        return run.moments();
    }

    @Override
    public String toString() {
        String host = reference
                .map(comparison -> comparison.base().host().dialect() + " ")
                .orElse("");
        String fault = run.circumstances().fault();
        return host + scenario.map(Scenario::name).orElse("a day") + ": " + (fault.isEmpty() ? "undisturbed" : fault);
    }
}
