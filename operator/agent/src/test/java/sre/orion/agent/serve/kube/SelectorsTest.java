package sre.orion.agent.serve.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.agent.serve.http.RefusedException;
import sre.orion.agent.serve.model.EventObjects;
import sre.orion.agent.serve.store.Draft;
import sre.orion.agent.serve.store.StoredObject;

class SelectorsTest {
    private static final TreeMap<String, String> LABELS =
            new TreeMap<>(Map.of("app", "web", "orion.sre/tier", "front", "size", "3", "empty", ""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "app=web",
                "app==web",
                "app = web",
                "app!=db",
                "none!=x",
                "app in (web,db)",
                "app in (web, db),size=3",
                "app notin (db)",
                "none notin (db)",
                "app",
                "!none",
                "orion.sre/tier=front",
                "size>2",
                "size<4",
                "empty=",
                "empty in ()",
                "app,!none, size>2"
            })
    void labels_that_match(String selector) {
        assertThat(LabelSelector.parse(selector).test(LABELS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app=db",
                "app!=web",
                "app in (db)",
                "app notin (web)",
                "none",
                "!app",
                "size>3",
                "size<3",
                "app>1",
                "none=",
                "app=web,size=4"
            })
    void labels_that_do_not_match(String selector) {
        assertThat(LabelSelector.parse(selector).test(LABELS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a==,,b",
                ",",
                "a,",
                "=a",
                "a in",
                "a in (b",
                "a in b)",
                "a=b=c",
                "a!",
                "!",
                "a>b",
                "a b",
                "a=(b)",
                "-a",
                "a in (b))",
                "a=b c d,="
            })
    void broken_label_selectors_are_refused(String selector) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(400));
    }

    private static StoredObject event() {
        var fields = new TreeMap<>(Map.of("reason", "Restarted, twice", "type", "Normal"));
        var draft = new Draft("cortex", "web.1", new TreeMap<>(), fields, List.of(), new byte[0], new byte[0]);
        return new StoredObject(EventObjects.TYPE, draft, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | true",
                "metadata.name=web.1 | true",
                "metadata.name==web.1,metadata.namespace=cortex | true",
                "metadata.namespace!=cortex | false",
                "type!=Warning | true",
                "reason=Restarted\\, twice | true",
                "reason=Restarted | false",
                "involvedObject.name= | true"
            })
    void fields_are_compared(String selector, boolean matches) {
        assertThat(FieldSelector.parse(selector, EventObjects.TYPE).test(event()))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reason", "=x", "!=x", "spec.nothing=x", "reason=a=b", "reason=a\\b", "reason=a\\"})
    void broken_field_selectors_are_refused(String selector) {
        assertThatThrownBy(() -> FieldSelector.parse(selector, EventObjects.TYPE))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(400));
    }
}
