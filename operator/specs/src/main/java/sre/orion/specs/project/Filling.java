package sre.orion.specs.project;

import java.util.LinkedHashSet;
import sre.orion.specs.variable.Interpolation;
import sre.orion.specs.variable.InterpolationException;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;

/** Filling puts the values of variables into a Compose file; a variable that is not set is empty, with a warning. */
record Filling(Variables variables, Unset unset, Problems problems) {

    /** Unset is told of each variable that is not set and has no default. */
    @FunctionalInterface
    interface Unset {
        void at(YamlNode.Scalar where, String variable);
    }

    YamlNode apply(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar
                ? scalar.type() == ScalarType.TEXT && scalar.text().indexOf('$') >= 0 ? fill(scalar) : scalar
                : Trees.children(node, (key, child) -> apply(child));
    }

    private YamlNode fill(YamlNode.Scalar scalar) {
        var missing = new LinkedHashSet<String>();
        try {
            String text = new Interpolation(variables, missing::add).apply(scalar.text());
            missing.forEach(variable -> unset.at(scalar, variable));
            return Trees.text(scalar.place(), text);
        } catch (InterpolationException e) {
            problems.error(scalar.place(), e.text());
            return scalar;
        }
    }
}
