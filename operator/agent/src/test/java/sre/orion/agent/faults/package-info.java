/**
 * Nothing breaks it: every scenario with every fault at every call, old answers, lost events, holds in every order, and random days,
 * all on the simulated engine in virtual time, judged by the same properties.
 */
@NullMarked
package sre.orion.agent.faults;

import org.jspecify.annotations.NullMarked;
