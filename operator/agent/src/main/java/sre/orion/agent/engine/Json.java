package sre.orion.agent.engine;

import tools.jackson.databind.json.JsonMapper;

/** Json is the one mapper of this package; it only reads and writes trees. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
}
