package sre.orion.specs.compose;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.SchemaDefinitions;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * PortSyntax is one entry of {@code ports}: {@code [[ADDRESS:]HOST[-LAST]:]CONTAINER[-LAST][/PROTOCOL]}, a number, or
 * the long form. Ranges of equal length unfold into pairs; a range of the host for one port stays a range.
 */
record PortSyntax(Form longForm) implements Forms.Unfolding {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern SHORT =
            Pattern.compile("(?:(?:(?<address>\\[[^\\]]*\\]|[^:]*|[0-9a-fA-F:]*::?[0-9a-fA-F]*):)?"
                    + "(?<host>[0-9]*(?:-[0-9]+)?):)?(?<container>[0-9]+(?:-[0-9]+)?)(?:/(?<protocol>[A-Za-z]+))?");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[\\w.]+)?");
    /** More than any telephone exchange asks for: each one is a process and two firewall rules on the host. */
    private static final int MOST = 16_384;

    private static final int LARGEST = 65_535;

    /** Range is ports from first to last, both included. */
    private record Range(int first, int last) {
        static @Nullable Range of(String text) {
            int dash = text.indexOf('-');
            String from = dash < 0 ? text : text.substring(0, dash);
            String to = dash < 0 ? text : text.substring(dash + 1);
            if (from.length() > 5 || to.length() > 5) {
                return null;
            }
            var range = new Range(Integer.parseInt(from), Integer.parseInt(to));
            return range.first <= range.last && range.last <= LARGEST ? range : null;
        }

        int length() {
            return last - first + 1;
        }
    }

    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            return longForm.read(node, reading);
        }
        if (scalar.type() != ScalarType.TEXT && scalar.type() != ScalarType.WHOLE) {
            return reading.refuse(node, "a port such as \"8080:80\" or \"53:53/udp\", or its long form");
        }
        Matcher parts = SHORT.matcher(scalar.text());
        if (!parts.matches()) {
            return reading.refuse(node, "[[ADDRESS:]HOST:]CONTAINER[/PROTOCOL], such as \"8080:80\"");
        }
        String address = address(parts.group("address"));
        if (!address.isEmpty() && !ADDRESS.matcher(address).matches()) {
            return refuse(node, "the host address \"" + address + "\" is no IP address", reading);
        }
        return unfold(node, address, parts, reading);
    }

    private static @Nullable JsonNode unfold(YamlNode node, String address, Matcher parts, Reading reading) {
        String hostText = parts.group("host") == null ? "" : parts.group("host");
        Range container = Range.of(parts.group("container"));
        Range host = hostText.isEmpty() || hostText.startsWith("-") ? null : Range.of(hostText);
        if (container == null || container.first() == 0 || (host == null && !hostText.isEmpty())) {
            return refuse(node, "a port is a number from 1 to 65535, a range goes upwards", reading);
        }
        String protocol = parts.group("protocol") == null
                ? "tcp"
                : parts.group("protocol").toLowerCase(Locale.ROOT);
        if (!List.of("tcp", "udp", "sctp").contains(protocol)) {
            return refuse(node, "the protocol \"" + protocol + "\" is none of tcp, udp, sctp", reading);
        }
        if (container.length() > MOST) {
            return refuse(node, "at most " + MOST + " ports can be published at once; use network_mode: host", reading);
        }
        if (host != null && container.length() == 1 && host.length() > 1) {
            return JSON.arrayNode().add(port(address, hostText, container.first(), protocol));
        }
        if (host != null && host.length() != container.length()) {
            return refuse(
                    node,
                    "the range of the host has " + host.length() + " ports, that of the container " + container.length()
                            + "; make them equal",
                    reading);
        }
        ArrayNode ports = JSON.arrayNode();
        for (int i = 0; i < container.length(); i++) {
            String published = host == null ? null : String.valueOf(host.first() + i);
            ports.add(port(address, published, container.first() + i, protocol));
        }
        return ports;
    }

    private static @Nullable JsonNode refuse(YamlNode node, String text, Reading reading) {
        reading.problems().error(node.place(), text);
        return null;
    }

    private static String address(@Nullable String written) {
        String address = written == null ? "" : written;
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }

    private static ObjectNode port(String address, @Nullable String published, int target, String protocol) {
        ObjectNode port = JSON.objectNode()
                .put("target", target)
                .put("protocol", protocol)
                .put("mode", "ingress");
        if (!address.isEmpty()) {
            port.put("host_ip", address);
        }
        if (published != null) {
            port.put("published", published);
        }
        return port;
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        return SchemaDefinitions.anyOf(
                SchemaDefinitions.type("integer"), SchemaDefinitions.type("string"), longForm.schema(definitions));
    }

    /** A list of ports; one that is there already with all its parts is not taken twice. */
    static Form list(Form longForm) {
        return new Completed(Forms.list(new PortSyntax(new Completed(longForm, Completed::port))), Completed::once);
    }
}
