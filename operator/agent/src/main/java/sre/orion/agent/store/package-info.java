/**
 * The history of a node: statuses, generations, events and approvals in one small file. The engine is the truth; losing the file
 * loses history only.
 */
@NullMarked
package sre.orion.agent.store;

import org.jspecify.annotations.NullMarked;
