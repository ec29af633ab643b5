/** The Kubernetes API: discovery, list, get, watch, Table, in the words of {@code k8s.io/apimachinery}. */
@NullMarked
package sre.orion.agent.serve.kube;

import org.jspecify.annotations.NullMarked;
