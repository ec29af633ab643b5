/** How answers go out: JSON, Kubernetes' {@code Status} for what is refused, and an end for readers that do not read. */
@NullMarked
package sre.orion.agent.serve.http;

import org.jspecify.annotations.NullMarked;
