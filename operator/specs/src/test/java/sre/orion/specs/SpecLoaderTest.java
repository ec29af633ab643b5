package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sre.orion.api.kind.ConfigChange;

class SpecLoaderTest {
    @Test
    void names_and_defaults_are_filled_in() {
        var service = Specs.container("image: nginx:1.27").service("web");

        assertThat(service.project()).isEqualTo("cortex");
        assertThat(service.service()).isEqualTo("web");
        assertThat(service.heal().attempts()).isEqualTo(5);
        assertThat(service.suspend()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "restart           | RESTART  |        |",
                "recreate          | RECREATE |        |",
                "report            | REPORT   |        |",
                "{signal: SIGHUP}  | SIGNAL   | SIGHUP |",
                "{exec: [nginx, -s, reload]} | EXEC |  | nginx -s reload"
            })
    void what_a_changed_config_does_is_one_word_or_one_key(
            String written, String action, @Nullable String signal, @Nullable String exec) {
        ConfigChange read = Specs.of("cortex/web.yaml", """
                        apiVersion: orion.sre/v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          onConfigChange: %s
                          container: {image: app:1}
                        """.formatted(written))
                .service("web")
                .onConfigChange();

        assertThat(read.action().name()).isEqualTo(action);
        assertThat(read.signal()).isEqualTo(signal);
        assertThat(String.join(" ", read.exec())).isEqualTo(Objects.requireNonNullElse(exec, ""));
    }
}
