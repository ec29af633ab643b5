package sre.orion.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The results are those of kubectl 1.32 on the same document. */
class TemplateTest {
    private static final JsonNode LIST = JsonMapper.builder().build().readTree("""
            {"kind":"List","items":[
              {"metadata":{"name":"web","labels":{"app":"shop","orion.sre/source":"a"}},"spec":{"ports":[80,443]},
               "status":{"conditions":[{"type":"Ready","status":"True"},{"type":"Stalled","status":"False"}],"restarts":3}},
              {"metadata":{"name":"db"},"spec":{"ports":[5432]},
               "status":{"conditions":[{"type":"Ready","status":"False"}],"restarts":12}}]}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {.kind}                                                       | List
            .kind                                                         | List
            kind                                                          | List
            {.items[*].metadata.name}                                     | web db
            {.items[0].metadata.name}                                     | web
            {.items[-1].metadata.name}                                    | db
            {.items[-1:].metadata.name}                                   | db
            {.items[0:1].metadata.name}                                   | web
            {.items[0,1].metadata.name}                                   | web db
            {.items[0].spec.ports[::2]}                                   | 80
            {.items[*]['metadata.name','kind']}                           | ``
            {.items[0].metadata['name']}                                  | web
            {.items[0].metadata.labels.orion\\.sre/source}                | a
            {.items[0].metadata.labels['orion.sre/source']}               | a
            {.items[?(@.metadata.name=="db")].status.restarts}            | 12
            {.items[?(@.status.restarts>5)].metadata.name}                | db
            {.items[?(@.metadata.labels)].metadata.name}                  | web
            {.items[0].status.conditions[?(@.type=="Ready")].status}      | True
            {.items[0].status.conditions[?(@.type!="Ready")].type}        | Stalled
            {..restarts}                                                  | 3 12
            {.items[0].spec.ports}                                        | [80,443]
            {.items[0].metadata.missing}                                  | ``
            {range .items[*]}{.metadata.name}={.status.restarts};{end}    | web=3;db=12;
            names: {.items[*].metadata.name}{"!"}                         | names: web db!
            """)
    void a_template_prints_what_kubectl_prints(String template, String printed) {
        assertThat(Template.parse(template.replace("\\\\", "\\")).fill(LIST)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{.items",
                "{.items[}",
                "{.items[?(@.a==}",
                "{end}",
                "{range .items[*]}{.x}",
                "{.items['a}",
                "{.items[0:1:0]}"
            })
    void what_is_no_template_is_refused_with_the_place(String template) {
        assertThatThrownBy(() -> Template.parse(template)).isInstanceOf(IllegalArgumentException.class);
    }
}
