/** The names and labels that dashboards rely on. */
@NullMarked
package sre.orion.agent.metrics;

import org.jspecify.annotations.NullMarked;
