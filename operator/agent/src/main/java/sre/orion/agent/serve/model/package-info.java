/** The node's records as the objects that the Kubernetes API shows. */
@NullMarked
package sre.orion.agent.serve.model;

import org.jspecify.annotations.NullMarked;
