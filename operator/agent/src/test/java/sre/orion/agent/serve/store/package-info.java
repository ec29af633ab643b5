@NullMarked
package sre.orion.agent.serve.store;

import org.jspecify.annotations.NullMarked;
