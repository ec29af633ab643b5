/**
 * What the operator counts and measures, under the names that controller-runtime, client-go and Orion's dashboards use.
 */
@NullMarked
package sre.orion.agent.metrics;

import org.jspecify.annotations.NullMarked;
