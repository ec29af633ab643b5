/**
 * What the operator answers: probes, metrics and the Kubernetes API, on loopback and a unix socket.
 */
@NullMarked
package sre.orion.agent.serve;

import org.jspecify.annotations.NullMarked;
