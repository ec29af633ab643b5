/** YAML as people write it: a tree of values that know their file, line and column, and the problems found in it. */
@NullMarked
package sre.orion.specs.yaml;

import org.jspecify.annotations.NullMarked;
