/** The Service: one Compose service kept running as its spec says. {@link sre.orion.reconcilers.service.ServiceReconciler} reads top to bottom; the classes beside it each answer one of its questions. */
@NullMarked
package sre.orion.reconcilers.service;

import org.jspecify.annotations.NullMarked;
