package sre.orion.specs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import sre.orion.specs.variable.Interpolation;
import sre.orion.specs.variable.InterpolationException;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;

/** Interpolator replaces variables in every text of a document; keys stay as they are. */
final class Interpolator {
    private final Variables variables;
    private final Unset unset;
    private final Problems problems;

    /** Unset is told of every variable that is not set and has no default. */
    @FunctionalInterface
    interface Unset {
        void tell(Place place, String name);
    }

    Interpolator(Variables variables, Unset unset, Problems problems) {
        this.variables = variables;
        this.unset = unset;
        this.problems = problems;
    }

    /** An interpolator for specs written by hand: an unset variable is an error. */
    static Interpolator strict(Variables variables, String origin, Problems problems) {
        Unset unset = (place, name) -> problems.error(
                place,
                "the variable " + name + " is not set; set it in " + origin + ", give a default as in ${" + name
                        + ":-value}, or write $$ for a plain $");
        return new Interpolator(variables, unset, problems);
    }

    YamlNode apply(YamlNode node) {
        return switch (node) {
            case YamlNode.Mapping mapping -> {
                var entries = new LinkedHashMap<String, YamlNode.Entry>();
                mapping.entries()
                        .forEach((key, entry) ->
                                entries.put(key, new YamlNode.Entry(entry.key(), apply(entry.value()))));
                yield new YamlNode.Mapping(mapping.place(), entries);
            }
            case YamlNode.Sequence sequence -> {
                List<YamlNode> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(apply(item)));
                yield new YamlNode.Sequence(sequence.place(), items);
            }
            case YamlNode.Scalar scalar ->
                scalar.type() == ScalarType.TEXT && scalar.text().indexOf('$') >= 0 ? replace(scalar) : scalar;
        };
    }

    private YamlNode replace(YamlNode.Scalar scalar) {
        var missing = new LinkedHashSet<String>();
        try {
            String text = new Interpolation(variables, missing::add).apply(scalar.text());
            missing.forEach(name -> unset.tell(scalar.place(), name));
            return new YamlNode.Scalar(scalar.place(), ScalarType.TEXT, text);
        } catch (InterpolationException e) {
            problems.error(scalar.place(), e.text());
            return scalar;
        }
    }
}
