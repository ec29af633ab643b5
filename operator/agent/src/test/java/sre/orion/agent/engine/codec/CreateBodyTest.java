package sre.orion.agent.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CreateBodyTest {
    private static final List<String> SETS = List.of("Env", "Binds", "Mounts", "Ulimits", "ExtraHosts");

    static Stream<Arguments> requests() {
        return ComposeRequests.all().entrySet().stream()
                .map(request -> Arguments.of(request.getKey(), request.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void aContainerIsAskedForAsComposeAsksForIt(String name, JsonNode request) {
        JsonNode body = CreateBody.of(ComposeRequests.asked(request), 51);

        assertThat(flat(body)).isEqualTo(flat(request));
    }

    @Test
    void belowApi144OnlyTheFirstNetworkIsInTheRequest() {
        JsonNode request = ComposeRequests.named("networks-gw-priority");
        String first = request.path("HostConfig").path("NetworkMode").asString();

        JsonNode endpoints = CreateBody.of(ComposeRequests.asked(request), 41).at("/NetworkingConfig/EndpointsConfig");

        assertThat(request.at("/NetworkingConfig/EndpointsConfig").size()).isGreaterThan(1);
        assertThat(endpoints.propertyNames()).containsExactly(first);
        assertThat(endpoints.path(first).has("GwPriority")).isFalse();
    }

    @Test
    void belowApi144AHostPathIsMadeByWayOfBinds() {
        JsonNode request = ComposeRequests.named("volumes-long-bind");

        JsonNode host = CreateBody.of(ComposeRequests.asked(request), 41).path("HostConfig");

        assertThat(host.path("Binds").toString()).contains("/srv/b:/b:ro,rprivate");
        assertThat(host.path("Mounts").toString())
                .doesNotContain("CreateMountpoint")
                .contains("\"/srv/a\"");
    }

    @Test
    void whatAnEngineWouldDropIsNotSent() {
        JsonNode check = ComposeRequests.named("healthcheck-string");

        assertThat(CreateBody.of(ComposeRequests.asked(check), 51)
                        .at("/Healthcheck/StartInterval")
                        .isMissingNode())
                .isFalse();
        assertThat(CreateBody.of(ComposeRequests.asked(check), 41)
                        .at("/Healthcheck/StartInterval")
                        .isMissingNode())
                .isTrue();
    }

    // By path, in which an empty list or map and null are alike, and lists that are sets are sorted.
    private static Map<String, String> flat(JsonNode body) {
        var flat = new TreeMap<String, String>();
        flatten("", body, flat);
        // Both ways of saying it are one: no signal and the default one, no policy and the policy "no".
        flat.remove("/StopSignal", "\"SIGTERM\"");
        flat.replace("/HostConfig/RestartPolicy/Name", "\"no\"", "\"\"");
        return flat;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        switch (node) {
            case ObjectNode object -> object.forEachEntry((name, value) -> flatten(path + "/" + name, value, flat));
            case ArrayNode array
            when !array.isEmpty() -> {
                var elements = new ArrayList<JsonNode>();
                array.forEach(elements::add);
                String field = path.substring(path.lastIndexOf('/') + 1);
                if (SETS.contains(field)) {
                    elements.sort(Comparator.comparing(JsonNode::toString));
                }
                for (int i = 0; i < elements.size(); i++) {
                    flatten(path + "/" + i, elements.get(i), flat);
                }
            }
            default -> {
                if (!node.isNull() && !node.isArray()) {
                    flat.put(path, node.toString());
                }
            }
        }
    }
}
