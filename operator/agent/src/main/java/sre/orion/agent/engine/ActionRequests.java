package sre.orion.agent.engine;

import static sre.orion.agent.engine.EngineRequest.encoded;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.engine.codec.CreateBody;
import sre.orion.agent.engine.codec.EndpointBody;
import sre.orion.agent.engine.codec.ExecBody;
import sre.orion.agent.engine.codec.NetworkBody;
import sre.orion.agent.engine.codec.TarBody;
import sre.orion.agent.engine.codec.UpdateBody;
import sre.orion.agent.engine.codec.VolumeBody;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.EngineAction.ConnectNetwork;
import sre.orion.api.plan.EngineAction.CreateContainer;
import sre.orion.api.plan.EngineAction.DisconnectNetwork;
import tools.jackson.databind.node.ObjectNode;

/** ActionRequests is each action as the one request that it is. Nothing is ever forced, and no volume removed. */
final class ActionRequests {
    private ActionRequests() {}

    static EngineRequest request(EngineAction action, int apiVersion, Duration deadline) {
        return switch (action) {
            case CreateContainer create -> create(create, apiVersion, deadline);
            case EngineAction.CopyFile copy -> copy(copy, deadline);
            case EngineAction.StartContainer start -> post(start.container(), "start", deadline);
            case EngineAction.StopContainer stop ->
                post(
                        stop.id(),
                        "stop"
                                + stop.grace()
                                        .map(grace -> "?t=" + grace.toSeconds())
                                        .orElse(""),
                        deadline);
            case EngineAction.RestartContainer restart -> post(restart.id(), "restart", deadline);
            case EngineAction.SignalContainer signal ->
                post(signal.id(), "kill?signal=" + encoded(signal.signal()), deadline);
            case EngineAction.ExecInContainer exec ->
                EngineRequest.post(container(exec.id()) + "/exec", ExecBody.of(exec.command()), deadline);
            case EngineAction.PauseContainer pause -> post(pause.id(), "pause", deadline);
            case EngineAction.UnpauseContainer unpause -> post(unpause.id(), "unpause", deadline);
            case EngineAction.RenameContainer rename ->
                post(rename.container(), "rename?name=" + encoded(rename.name()), deadline);
            case EngineAction.UpdateContainer update ->
                EngineRequest.post(
                        container(update.id()) + "/update",
                        UpdateBody.of(update.resources(), update.restart()),
                        deadline);
            case EngineAction.RemoveContainer remove -> EngineRequest.delete(container(remove.id()), deadline);
            case ConnectNetwork connect -> connect(connect, apiVersion, deadline);
            case DisconnectNetwork disconnect -> disconnect(disconnect, deadline);
            case EngineAction.PullImage pull -> ImagePull.request(pull, deadline);
            case EngineAction.CreateNetwork create ->
                EngineRequest.post(
                        "/networks/create", NetworkBody.of(create.network(), create.labels(), apiVersion), deadline);
            case EngineAction.RemoveNetwork remove -> EngineRequest.delete(network(remove.id()), deadline);
            case EngineAction.CreateVolume create ->
                EngineRequest.post("/volumes/create", VolumeBody.of(create.volume(), create.labels()), deadline);
        };
    }

    private static EngineRequest create(CreateContainer create, int apiVersion, Duration deadline) {
        String platform = create.container().platform();
        return EngineRequest.post(
                "/containers/create?name=" + encoded(create.name())
                        + (platform.isEmpty() ? "" : "&platform=" + encoded(platform)),
                CreateBody.of(create.container(), apiVersion),
                deadline);
    }

    /** As docker compose asks: the engine keeps an owner only when told to, and no file takes the place of a folder. */
    private static EngineRequest copy(EngineAction.CopyFile copy, Duration deadline) {
        String owner = copy.file().owned() ? "copyUIDGID=true&" : "";
        return new EngineRequest(
                "PUT",
                container(copy.container()) + "/archive?" + owner + "noOverwriteDirNonDir=true&path=" + encoded("/"),
                Optional.of(Json.MAPPER.getNodeFactory().binaryNode(TarBody.of(copy.file()))),
                deadline);
    }

    private static EngineRequest connect(ConnectNetwork connect, int apiVersion, Duration deadline) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("Container", connect.container());
        body.set("EndpointConfig", EndpointBody.of(connect.endpoint(), List.of(), apiVersion));
        return EngineRequest.post(network(connect.network()) + "/connect", body, deadline);
    }

    private static EngineRequest disconnect(DisconnectNetwork disconnect, Duration deadline) {
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("Container", disconnect.id()).put("Force", disconnect.force());
        return EngineRequest.post(network(disconnect.network()) + "/disconnect", body, deadline);
    }

    private static EngineRequest post(String container, String verb, Duration deadline) {
        return EngineRequest.post(container(container) + "/" + verb, deadline);
    }

    private static String container(String idOrName) {
        return "/containers/" + encoded(idOrName);
    }

    private static String network(String idOrName) {
        return "/networks/" + encoded(idOrName);
    }
}
