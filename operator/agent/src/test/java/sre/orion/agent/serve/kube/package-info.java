@NullMarked
package sre.orion.agent.serve.kube;

import org.jspecify.annotations.NullMarked;
