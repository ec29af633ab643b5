package sre.orion.reconcilers.service;

/** Effort is what kind of work a plan is; it decides what may put it off. */
enum Effort {
    /** Nothing is to be done. */
    NONE,
    /** The container is stopped or paused for a hold; nothing puts it off. */
    HOLD,
    /** The spec is brought about: created, started for the first time, changed, rolled out. */
    BRING,
    /** What a finished roll-out left over is removed. */
    TIDY,
    /** What somebody else did to the container is undone; the loop breaker counts it. */
    REPAIR,
    /** The container is restarted because it is unhealthy, or because another one was restarted. */
    HEAL,
    /** The old container takes the place of a new one that did not become ready. The first try does not wait. */
    ROLL_BACK
}
