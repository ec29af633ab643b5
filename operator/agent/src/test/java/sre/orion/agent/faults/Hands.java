package sre.orion.agent.faults;

import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Hands is what people and other tools do to a host. */
final class Hands {
    private static final JsonMapper JSON = new JsonMapper();

    private Hands() {}

    static Consumer<Machine> specs(String text) {
        return machine -> machine.specs(text);
    }

    static Consumer<Machine> kill(String container) {
        return machine -> machine.hand("POST", "/containers/" + container + "/kill");
    }

    static Consumer<Machine> start(String container) {
        return machine -> machine.hand("POST", "/containers/" + container + "/start");
    }

    static Consumer<Machine> unpause(String container) {
        return machine -> machine.hand("POST", "/containers/" + container + "/unpause");
    }

    static Consumer<Machine> stop(String container) {
        return machine -> machine.hand("POST", "/containers/" + container + "/stop");
    }

    static Consumer<Machine> restart(String container) {
        return machine -> machine.hand("POST", "/containers/" + container + "/restart");
    }

    static Consumer<Machine> pause(String container) {
        return machine -> machine.hand("POST", "/containers/" + container + "/pause");
    }

    static Consumer<Machine> remove(String container) {
        return machine -> machine.hand("DELETE", "/containers/" + container + "?force=1");
    }

    static Consumer<Machine> rename(String container, String name) {
        return machine -> machine.hand("POST", "/containers/" + container + "/rename?name=" + name);
    }

    static Consumer<Machine> memory(String container, long bytes) {
        return machine -> machine.hand(
                "POST",
                "/containers/" + container + "/update",
                JSON.readTree("{\"Memory\":" + bytes + ",\"MemorySwap\":" + 2 * bytes + "}"));
    }

    static Consumer<Machine> disconnect(String network, String container) {
        return machine -> machine.hand(
                "POST",
                "/networks/" + network + "/disconnect",
                JSON.readTree("{\"Container\":\"" + container + "\",\"Force\":true}"));
    }

    static Consumer<Machine> connect(String network, String container) {
        return machine -> machine.hand(
                "POST", "/networks/" + network + "/connect", JSON.readTree("{\"Container\":\"" + container + "\"}"));
    }

    /** Ends the main process by itself. */
    static Consumer<Machine> exit(String container, int code) {
        return machine -> {
            machine.witness.byHand();
            machine.engine.host().exit(container, code);
        };
    }

    /** Makes and starts a container of somebody else; {@code body} is the rest of the request. */
    static Consumer<Machine> run(String name, String body) {
        return machine -> {
            machine.hand("POST", "/containers/create?name=" + name, JSON.readTree("{" + body + "}"));
            machine.hand("POST", "/containers/" + name + "/start");
        };
    }

    static Consumer<Machine> createNetwork(String body) {
        return machine -> machine.hand("POST", "/networks/create", JSON.readTree("{" + body + "}"));
    }

    static Consumer<Machine> createVolume(String body) {
        return machine -> machine.hand("POST", "/volumes/create", JSON.readTree("{" + body + "}"));
    }

    static Consumer<Machine> removeNetwork(String network) {
        return machine -> machine.hand("DELETE", "/networks/" + network);
    }

    static Consumer<Machine> removeVolume(String volume) {
        return machine -> machine.hand("DELETE", "/volumes/" + volume);
    }

    @SafeVarargs
    static Consumer<Machine> all(Consumer<Machine>... actions) {
        return machine -> {
            for (Consumer<Machine> action : actions) {
                action.accept(machine);
            }
        };
    }
}
