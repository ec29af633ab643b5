package sre.orion.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {

    @Test
    void withoutAWordItIsTheSocketThatDockerInstalls() {
        assertThat(EngineAddress.of(null)).hasToString("unix:///var/run/docker.sock");
        assertThat(EngineAddress.of(" ")).hasToString("unix:///var/run/docker.sock");
    }

    @Test
    void aSocketAndAPortAreUnderstood() {
        assertThat(EngineAddress.of("unix:///run/user/1000/docker.sock"))
                .hasToString("unix:///run/user/1000/docker.sock");
        assertThat(EngineAddress.of("tcp://127.0.0.1:2375")).hasToString("tcp://127.0.0.1:2375");
        assertThat(EngineAddress.of("tcp://[::1]:2375")).hasToString("tcp://[::1]:2375");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/var/run/docker.sock",
                "unix://docker.sock",
                "unix://",
                "tcp://127.0.0.1",
                "tcp://:2375",
                "tcp://host:99999",
                "ssh://root@host",
                "tcp://ho st:1"
            })
    void whatIsNoAddressIsRefusedWithWhatToWriteInstead(String written) {
        assertThatThrownBy(() -> EngineAddress.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DOCKER_HOST: '" + written + "' ")
                .hasMessageContaining("write unix:///var/run/docker.sock or tcp://127.0.0.1:2375");
    }
}
