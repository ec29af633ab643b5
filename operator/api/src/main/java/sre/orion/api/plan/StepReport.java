package sre.orion.api.plan;

import java.time.Instant;

/** StepReport is what became of one step of the last pass, and when. */
public record StepReport(Step step, Outcome outcome, Instant endedAt) {}
