package sre.orion.specs.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sre.orion.api.compose.BlkioConfig;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.DependsOn;
import sre.orion.api.compose.DeploySpec;
import sre.orion.api.compose.DeviceMapping;
import sre.orion.api.compose.DeviceRequest;
import sre.orion.api.compose.EnvFile;
import sre.orion.api.compose.FileReference;
import sre.orion.api.compose.HealthcheckSpec;
import sre.orion.api.compose.HookSpec;
import sre.orion.api.compose.LoggingSpec;
import sre.orion.api.compose.MountSpec;
import sre.orion.api.compose.NetworkAttachment;
import sre.orion.api.compose.PortSpec;
import sre.orion.api.compose.UlimitSpec;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.RecordForms;
import sre.orion.specs.form.RecordRules;
import sre.orion.specs.form.Scalars;
import sre.orion.specs.form.SecretForm;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;

/**
 * ComposeVocabulary is where Compose's short syntax stands, key by key: which keys of which record may be written
 * shorter than the record says, what Compose fills in, and what Orion refuses by name. Source: the Compose
 * Specification's JSON schema and the models that docker compose resolves.
 */
public final class ComposeVocabulary {
    private static final Form LABELS = new KeyValues(false);
    private static final Form ENVIRONMENT = new KeyValues(true);
    private static final Form COMMAND = Forms.textOr(CommandLine::expand, Forms.list(Scalars.TEXT));
    private static final Form TEXT_OR_LIST = Forms.textOrList(Scalars.TEXT);
    private static final Form OPTIONS = Forms.map(Scalars.TEXT_OR_NUMBER);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
    private static final Pattern PULL_POLICY =
            Pattern.compile("always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+");

    private ComposeVocabulary() {}

    /** The rules of every record of Compose's vocabulary. */
    public static Map<Class<?>, RecordRules> rules() {
        var rules = new LinkedHashMap<Class<?>, RecordRules>();
        process(rules);
        resources(rules);
        connections(rules);
        definitions(rules);
        var forms = new RecordForms(rules);
        RecordRules container = new RecordRules();
        process(container, forms);
        resources(container, forms);
        connections(container, forms);
        refusals(container);
        rules.put(ContainerSpec.class, container);
        return rules;
    }

    private static void process(Map<Class<?>, RecordRules> rules) {
        Form test = Forms.textOr(ShortSyntax::shellTest, Forms.list(Scalars.TEXT));
        Form retries = Scalars.whole(0, Integer.MAX_VALUE);
        rules.put(HealthcheckSpec.class, new RecordRules().form("test", test).form("retries", retries));
        rules.put(HookSpec.class, new RecordRules().form("command", COMMAND).form("environment", ENVIRONMENT));
        rules.put(FileReference.class, new RecordRules().form("mode", Scalars.mode()));
        Form path = ShortSyntax.PATH;
        Form raw = Forms.oneOf("raw");
        rules.put(
                EnvFile.class,
                new RecordRules().form("path", path).form("format", raw).fallback("required", true));
        rules.put(LoggingSpec.class, new RecordRules().form("options", Forms.map(Scalars.OPTION)));
    }

    private static void process(RecordRules container, RecordForms forms) {
        Form envFile = Forms.textOr(ShortSyntax.keyed("path"), forms.of(EnvFile.class));
        Form reference = forms.of(FileReference.class);
        Form secret = new Completed(reference, Completed::secretTarget);
        Form hooks = Forms.list(Forms.requiring("command", forms.of(HookSpec.class)));
        Form name = Scalars.matching("a name of letters, digits, _, . and -", NAME);
        Form pull = Scalars.matching("always, never, missing, build, daily, weekly or every_12h", PULL_POLICY);
        container
                .form("annotations", LABELS)
                .form("build", BuildSyntax.form())
                .form("command", COMMAND.orNothing())
                .form("configs", Forms.list(Forms.textOr(ShortSyntax.keyed("source"), reference)))
                .form("container_name", name)
                .form("entrypoint", COMMAND.orNothing())
                .form("env_file", Forms.textOr(ShortSyntax::listOfOne, Forms.list(envFile)))
                .form("environment", ENVIRONMENT)
                .form("healthcheck", new Completed(forms.of(HealthcheckSpec.class), Completed::healthcheck))
                .form("group_add", Forms.distinct(Scalars.TEXT_OR_WHOLE))
                .form("label_file", Forms.textOrList(ShortSyntax.PATH))
                .form("labels", LABELS)
                .form("pid", Scalars.TEXT.orNothing())
                .form("post_start", hooks)
                .form("pre_stop", hooks)
                .form("pull_policy", new Completed(pull, Completed::pullPolicy))
                .form("secrets", Forms.list(Forms.textOr(ShortSyntax.keyed("source"), secret)));
    }

    private static void resources(Map<Class<?>, RecordRules> rules) {
        rules.put(BlkioConfig.class, new RecordRules().form("weight", Scalars.NUMBER));
        rules.put(BlkioConfig.ThrottleDevice.class, new RecordRules().form("rate", Scalars.BYTES));
        rules.put(
                DeviceRequest.class,
                new RecordRules()
                        .form("count", ShortSyntax.COUNT)
                        .form("options", LABELS)
                        .form("capabilities", Forms.distinct(Scalars.TEXT))
                        .form("device_ids", Forms.distinct(Scalars.TEXT)));
        rules.put(DeploySpec.Limits.class, new RecordRules().form("memory", Scalars.SIZE));
        Form request = Forms.requiring("capabilities", request(new RecordForms(rules)));
        rules.put(
                DeploySpec.Reservations.class,
                new RecordRules().form("memory", Scalars.SIZE).form("devices", Forms.list(request)));
        rules.put(DeploySpec.class, SwarmSyntax.rules().form("labels", LABELS));
        RecordRules tmpfs = new RecordRules().form("size", Scalars.BYTES).form("mode", Scalars.mode());
        rules.put(MountSpec.TmpfsOptions.class, tmpfs);
        rules.put(MountSpec.VolumeOptions.class, new RecordRules().form("labels", LABELS));
        Form type = Forms.oneOf("bind", "volume", "tmpfs", "image", "cluster");
        rules.put(MountSpec.class, new RecordRules().form("type", type));
    }

    private static void resources(RecordRules container, RecordForms forms) {
        Form device = Forms.textOr(ShortSyntax::device, forms.of(DeviceMapping.class));
        container
                .form("cgroup", Forms.oneOf("host", "private"))
                .form("deploy", forms.of(DeploySpec.class).orNothing())
                .form("devices", Forms.list(device))
                .form("external_links", Forms.distinct(Scalars.TEXT))
                .form("gpus", Forms.textOr(ShortSyntax::allGpus, Forms.list(request(forms))))
                .form("mem_limit", Scalars.BYTES)
                .form("mem_reservation", Scalars.BYTES)
                .form("mem_swappiness", Scalars.BYTES)
                .form("memswap_limit", Scalars.BYTES)
                .form("oom_score_adj", Scalars.whole(-1000, 1000))
                .form("security_opt", Forms.distinct(new Completed(Scalars.TEXT, Completed::profile)))
                .form("shm_size", Scalars.BYTES)
                .form("storage_opt", OPTIONS)
                .form("sysctls", LABELS)
                .form("tmpfs", TEXT_OR_LIST)
                .form("ulimits", Forms.map(ShortSyntax.ulimit(forms.of(UlimitSpec.class))))
                .form("volumes", new VolumeSyntax(forms.of(MountSpec.class)))
                .form("volumes_from", Forms.distinct(Scalars.TEXT));
    }

    private static Form request(RecordForms forms) {
        return new Completed(forms.of(DeviceRequest.class), Completed::countAll);
    }

    private static void connections(Map<Class<?>, RecordRules> rules) {
        rules.put(DependsOn.class, new RecordRules().fallback("restart", false).fallback("required", true));
        Form aliases = new Completed(Forms.list(Scalars.TEXT), Completed::once);
        rules.put(
                NetworkAttachment.class,
                new RecordRules().form("aliases", aliases).form("driver_opts", OPTIONS));
        RecordRules port = new RecordRules()
                .form("target", Scalars.whole(1, 65_535))
                .form("published", Scalars.TEXT_OR_NUMBER)
                .fallback("protocol", "tcp")
                .fallback("mode", "ingress");
        rules.put(PortSpec.class, port);
    }

    private static void connections(RecordRules container, RecordForms forms) {
        Form attachment = forms.of(NetworkAttachment.class).orNothing();
        container
                .form("depends_on", ShortSyntax.keys(forms.of(DependsOn.class), ComposeVocabulary::started))
                .form("dns", TEXT_OR_LIST)
                .form("dns_search", TEXT_OR_LIST)
                .form("expose", Forms.list(Scalars.TEXT_OR_WHOLE))
                .form("extra_hosts", ShortSyntax.EXTRA_HOSTS)
                .form("networks", ShortSyntax.keys(attachment, ComposeVocabulary::nothing))
                .form("ports", PortSyntax.list(forms.of(PortSpec.class)));
    }

    private static YamlNode started(Place place) {
        var condition = Forms.entries();
        condition.put("condition", Forms.text(place, "service_started"));
        return Forms.mapping(place, condition);
    }

    private static YamlNode nothing(Place place) {
        return new YamlNode.Scalar(place, ScalarType.NULL, "");
    }

    private static void definitions(Map<Class<?>, RecordRules> rules) {
        RecordRules source = new RecordRules()
                .form("file", ShortSyntax.PATH)
                .form("content", new TextForm())
                .further(FileSourceForm.ENVIRONMENT, Scalars.TEXT)
                .further(SecretForm.SECRET_REF, Scalars.TEXT)
                .further(SecretForm.AGE, Scalars.TEXT)
                .within(FileSourceForm::new);
        for (String key : List.of("labels", "driver", "driver_opts", "template_driver")) {
            source.ignore(key, "is the swarm's; it has no effect on a single engine");
        }
        rules.put(FileSource.class, source);
        for (Class<?> kind : List.of(NetworkSpec.class, VolumeSpec.class)) {
            RecordRules definition = new RecordRules()
                    .form("driver_opts", OPTIONS)
                    .form("labels", LABELS)
                    .optional("project", "key", "name")
                    .fallback("external", false);
            rules.put(kind, definition);
        }
        RecordRules network = rules.computeIfAbsent(NetworkSpec.class, kind -> new RecordRules());
        network.fallback("internal", false).fallback("attachable", false);
    }

    private static void refusals(RecordRules container) {
        container
                .refuse("extends", "is not known in a spec; write the keys out, import does it for you")
                .refuse("provider", "is not supported: Orion runs containers only; run the provider by hand")
                .refuse(
                        "models",
                        "is not supported: run the model as a Service of its own and name its address in environment")
                .refuse(
                        "pre_start",
                        "is not supported; make a Service of its own with restart: \"no\" and depend on it with"
                                + " condition: service_completed_successfully")
                .refuse("pull_refresh_after", "is not supported; write pull_policy: every_24h instead");
    }
}
