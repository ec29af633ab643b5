package sre.orion.agent.engine.codec;

import sre.orion.api.observation.Engine;
import tools.jackson.databind.JsonNode;

/** EngineReader is the answers of {@code GET /info} and {@code GET /version}: what the engine fills in by itself. */
public final class EngineReader {
    private EngineReader() {}

    /**
     * The engine.
     *
     * @param apiVersion the agreed minor version
     */
    public static Engine engine(JsonNode info, JsonNode version, int apiVersion) {
        return new Engine(
                apiVersion,
                Nodes.text(info, "Name"),
                Nodes.text(info, "ServerVersion"),
                Nodes.text(info, "LoggingDriver"),
                Nodes.text(info, "DefaultRuntime"),
                Nodes.text(info, "CgroupVersion").equals("2") ? 2 : 1,
                Nodes.text(version, "Arch"),
                Nodes.flag(info, "LiveRestoreEnabled"),
                new Engine.Machine(
                        info.path("NCPU").asInt(0),
                        info.path("MemTotal").asLong(0),
                        Nodes.text(info, "OperatingSystem"),
                        Nodes.text(info, "KernelVersion")));
    }
}
