package sre.orion.api.wrong;

import org.slf4j.Logger;
import sre.orion.reconcilers.wrong.ImpureReconciler;

/** Looks up to the room above, and logs. */
public record ApiKnowsTooMuch(ImpureReconciler above, Logger logger) {}
