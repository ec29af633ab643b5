/** The Network: one of Compose's top-level networks, created, compared, and recreated while nobody else uses it. */
@NullMarked
package sre.orion.reconcilers.network;

import org.jspecify.annotations.NullMarked;
