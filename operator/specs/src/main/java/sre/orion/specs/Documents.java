package sre.orion.specs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.kind.ConfigChange;
import sre.orion.api.kind.HealSpec;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.RolloutSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Kind;
import sre.orion.specs.compose.ComposeVocabulary;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.RecordForms;
import sre.orion.specs.form.RecordRules;
import sre.orion.specs.form.Scalars;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Documents is the explicit list of what may stand in a spec file: a form for each kind that has files. */
final class Documents {
    static final String API_VERSION = "orion.sre/v1";
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Pattern KUBERNETES_NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?){0,3}");
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9_-]*");
    private static final Pattern COMPOSE_NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    /** A node's name is a Kubernetes namespace and a Compose project. */
    private static final Pattern NODE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** The form of each kind's document. */
    static final Map<Kind, Form> FORMS = forms();

    static boolean isNodeName(String text) {
        return NODE.matcher(text).matches();
    }

    /** DocumentMetadata is the part of Kubernetes' ObjectMeta that people write. */
    record DocumentMetadata(
            String name,
            @Nullable String namespace,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations) {
        DocumentMetadata {
            labels = Immutable.map(labels);
            annotations = Immutable.map(annotations);
        }
    }

    /** ServiceDocument is a Service as it stands in a file. */
    record ServiceDocument(String apiVersion, String kind, DocumentMetadata metadata, ServiceSpec spec) {}

    /** NetworkDocument is a Network as it stands in a file. */
    record NetworkDocument(String apiVersion, String kind, DocumentMetadata metadata, NetworkSpec spec) {}

    /** VolumeDocument is a Volume as it stands in a file. */
    record VolumeDocument(String apiVersion, String kind, DocumentMetadata metadata, VolumeSpec spec) {}

    private Documents() {}

    private static Map<Kind, Form> forms() {
        var rules = new LinkedHashMap<>(ComposeVocabulary.rules());
        ObjectNode heal = MAPPER.valueToTree(HealSpec.DEFAULT);
        ObjectNode rollout = MAPPER.valueToTree(RolloutSpec.DEFAULT);
        rules.put(HealSpec.class, fallbacks(heal));
        rules.put(RolloutSpec.class, fallbacks(rollout));
        rules.put(
                ServiceSpec.class,
                new RecordRules()
                        .form("project", project())
                        .form("service", composeName())
                        .fallback("heal", heal)
                        .fallback("rollout", rollout)
                        .form("onConfigChange", new ConfigChangeForm())
                        .fallback("onConfigChange", MAPPER.<ObjectNode>valueToTree(ConfigChange.DEFAULT))
                        .fallback("suspend", false)
                        .optional("project", "service"));
        rules.computeIfAbsent(NetworkSpec.class, type -> new RecordRules())
                .form("project", project())
                .form("key", composeName());
        rules.computeIfAbsent(VolumeSpec.class, type -> new RecordRules())
                .form("project", project())
                .form("key", composeName());
        rules.put(
                DocumentMetadata.class,
                new RecordRules()
                        .form(
                                "name",
                                Scalars.matching(
                                        "a Kubernetes name: lower-case letters, digits and -", KUBERNETES_NAME)));
        rules.put(ServiceDocument.class, envelope(Kind.SERVICE));
        rules.put(NetworkDocument.class, envelope(Kind.NETWORK).optional("spec"));
        rules.put(VolumeDocument.class, envelope(Kind.VOLUME).optional("spec"));
        var records = new RecordForms(rules);
        return Map.of(
                Kind.SERVICE, records.of(ServiceDocument.class),
                Kind.NETWORK, records.of(NetworkDocument.class),
                Kind.VOLUME, records.of(VolumeDocument.class));
    }

    private static RecordRules envelope(Kind kind) {
        return new RecordRules()
                .form("apiVersion", Forms.oneOf(API_VERSION))
                .form("kind", Forms.oneOf(kind.text()))
                .refuse("status", "is written by Orion, never by hand; take it out");
    }

    private static RecordRules fallbacks(ObjectNode defaults) {
        var rules = new RecordRules();
        defaults.properties().forEach(entry -> rules.fallback(entry.getKey(), entry.getValue()));
        return rules;
    }

    private static Form project() {
        return Scalars.matching("a Compose project name: lower-case letters, digits, - and _", PROJECT);
    }

    private static Form composeName() {
        return Scalars.matching("a name of letters, digits, ., _ and -", COMPOSE_NAME);
    }
}
