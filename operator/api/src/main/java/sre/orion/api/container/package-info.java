/**
 * The one canonical form of a container, desired and observed alike. What the reconciler wants and what inspect says
 * both become these records, so that drift is a plain comparison field by field. Words are the engine API's; values are
 * normalised: collections without an order of their own are sorted, sizes are bytes, an absent value is empty.
 */
@NullMarked
package sre.orion.api.container;

import org.jspecify.annotations.NullMarked;
