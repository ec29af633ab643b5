/** Plans: what is to be done, as data. A plan holds no behaviour; the executor does it and reports outcomes. */
@NullMarked
package sre.orion.api.plan;

import org.jspecify.annotations.NullMarked;
