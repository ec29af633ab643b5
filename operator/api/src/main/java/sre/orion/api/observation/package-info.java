/** What is really there, as last seen: lossless, free of any client library's types, and honest about what is not known. */
@NullMarked
package sre.orion.api.observation;

import org.jspecify.annotations.NullMarked;
