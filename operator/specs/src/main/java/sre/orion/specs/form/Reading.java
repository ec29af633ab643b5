package sre.orion.specs.form;

import org.jspecify.annotations.Nullable;
import sre.orion.specs.secret.NodeSecrets;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;

/**
 * Reading is what forms need to know beside the value: where problems go and what paths and bare names mean.
 *
 * @param folder absolute path, on the node, of the folder of the file that is read
 * @param home absolute path that {@code ~} stands for
 * @param variables what {@code KEY} without a value takes in an environment
 * @param secrets what references to secrets stand for; null where there are none, as in a Compose file
 */
public record Reading(
        Problems problems,
        String folder,
        String home,
        Variables variables,
        @Nullable NodeSecrets secrets) {
    /** The reading of a Compose file, which knows no references to secrets. */
    public Reading(Problems problems, String folder, String home, Variables variables) {
        this(problems, folder, home, variables, null);
    }

    /** Tells that {@code node} is not what it should be; always null, so that a form can end with it. */
    public @Nullable JsonNode refuse(YamlNode node, String wanted) {
        problems.error(node.place(), "must be " + wanted + ", not " + node.describe());
        return null;
    }

    /** Tells that {@code node} is not what it should be and what to do instead; always null. */
    public @Nullable JsonNode refuse(YamlNode node, String wanted, String instead) {
        problems.error(node.place(), "must be " + wanted + ", not " + node.describe() + "; " + instead);
        return null;
    }

    /** The absolute form of a path: {@code ~} is the home folder, anything relative starts at the file's folder. */
    public String absolute(String path) {
        return PathText.absolute(path, folder, home);
    }
}
