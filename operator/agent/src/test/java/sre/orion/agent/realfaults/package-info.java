/** What goes wrong on Docker hosts, done to real engines under a real operator; the list of faults is {@code docs/faults.md}. */
@NullMarked
package sre.orion.agent.realfaults;

import org.jspecify.annotations.NullMarked;
