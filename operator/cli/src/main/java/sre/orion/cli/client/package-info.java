/** The operator's API from the outside: where it listens, how it is asked, and which kinds it serves. */
@NullMarked
package sre.orion.cli.client;

import org.jspecify.annotations.NullMarked;
