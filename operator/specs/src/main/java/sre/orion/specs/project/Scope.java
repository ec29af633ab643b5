package sre.orion.specs.project;

import java.util.SortedMap;
import sre.orion.api.Immutable;
import sre.orion.specs.variable.Variables;

/**
 * Scope is what the files of one project, or of one that it includes, mean by their relative paths and variables.
 *
 * @param folder absolute path of the project's folder
 */
record Scope(String folder, SortedMap<String, String> environment) {
    Scope {
        environment = Immutable.map(environment);
    }

    Variables variables() {
        return name -> environment.get(name);
    }
}
