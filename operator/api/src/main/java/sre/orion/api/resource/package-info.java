/** The envelope every kind shares: key, metadata, resource, revision, conditions, reasons and events. */
@NullMarked
package sre.orion.api.resource;

import org.jspecify.annotations.NullMarked;
