/** What serving may know of the running node: a seam, so that neither the loop knows the API nor the API the loop. */
@NullMarked
package sre.orion.agent.serve.view;

import org.jspecify.annotations.NullMarked;
