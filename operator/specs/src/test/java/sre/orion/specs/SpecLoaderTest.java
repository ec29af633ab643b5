package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpecLoaderTest {
    @Test
    void names_and_defaults_are_filled_in() {
        var service = Specs.container("image: nginx:1.27").service("web");

        assertThat(service.project()).isEqualTo("cortex");
        assertThat(service.service()).isEqualTo("web");
        assertThat(service.heal().attempts()).isEqualTo(5);
        assertThat(service.suspend()).isFalse();
    }
}
