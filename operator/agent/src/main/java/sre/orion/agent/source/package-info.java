/**
 * Where desired state comes from: a folder or a branch of a Git repository, taken whole or not at all, and the last good revision that
 * outlives both a restart and a bad edit.
 */
@NullMarked
package sre.orion.agent.source;

import org.jspecify.annotations.NullMarked;
