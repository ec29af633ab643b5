package sre.orion.specs.compose;

import java.util.LinkedHashMap;
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

    private ComposeVocabulary() {}

    /** The rules of every record of Compose's vocabulary. */
    public static Map<Class<?>, RecordRules> rules() {
        var rules = new LinkedHashMap<Class<?>, RecordRules>();
        parts(rules);
        rules.put(ContainerSpec.class, container(new RecordForms(rules)));
        return rules;
    }

    private static void parts(Map<Class<?>, RecordRules> rules) {
        rules.put(BlkioConfig.ThrottleDevice.class, new RecordRules().form("rate", Scalars.BYTES));
        rules.put(DependsOn.class, new RecordRules().fallback("restart", false).fallback("required", true));
        rules.put(DeploySpec.class, new RecordRules().form("labels", LABELS));
        rules.put(DeploySpec.Limits.class, new RecordRules().form("memory", Scalars.BYTES));
        rules.put(
                DeploySpec.Reservations.class,
                new RecordRules()
                        .form("memory", Scalars.BYTES)
                        .refuse("generic_resources", "is the swarm's; a single engine has none, take it out"));
        rules.put(
                DeviceRequest.class,
                new RecordRules().form("count", ShortSyntax.COUNT).form("options", LABELS));
        rules.put(
                EnvFile.class,
                new RecordRules()
                        .form("path", ShortSyntax.PATH)
                        .form("format", Forms.oneOf("raw"))
                        .fallback("required", true));
        rules.put(FileReference.class, new RecordRules().form("mode", Scalars.mode()));
        rules.put(
                HealthcheckSpec.class,
                new RecordRules().form("test", Forms.textOr(ShortSyntax::shellTest, Forms.list(Scalars.TEXT))));
        rules.put(HookSpec.class, new RecordRules().form("command", COMMAND).form("environment", ENVIRONMENT));
        rules.put(LoggingSpec.class, new RecordRules().form("options", Forms.map(Scalars.TEXT_OR_NUMBER.orNothing())));
        rules.put(
                MountSpec.class,
                new RecordRules().form("type", Forms.oneOf("bind", "volume", "tmpfs", "image", "cluster")));
        rules.put(MountSpec.VolumeOptions.class, new RecordRules().form("labels", LABELS));
        rules.put(
                MountSpec.TmpfsOptions.class,
                new RecordRules().form("size", Scalars.BYTES).form("mode", Scalars.mode()));
        rules.put(NetworkAttachment.class, new RecordRules().form("driver_opts", OPTIONS));
        rules.put(
                PortSpec.class,
                new RecordRules()
                        .form("target", Scalars.whole(1, 65_535))
                        .form("published", Scalars.TEXT_OR_NUMBER)
                        .fallback("protocol", "tcp")
                        .fallback("mode", "ingress"));
        rules.put(FileSource.class, new RecordRules().form("file", ShortSyntax.PATH));
        rules.put(
                NetworkSpec.class,
                new RecordRules()
                        .form("driver_opts", OPTIONS)
                        .form("labels", LABELS)
                        .fallback("external", false)
                        .fallback("internal", false)
                        .fallback("attachable", false)
                        .optional("project", "key", "name"));
        rules.put(
                VolumeSpec.class,
                new RecordRules()
                        .form("driver_opts", OPTIONS)
                        .form("labels", LABELS)
                        .fallback("external", false)
                        .optional("project", "key", "name"));
    }

    private static RecordRules container(RecordForms forms) {
        RecordRules rules = new RecordRules();
        environment(rules, forms);
        resources(rules, forms);
        connections(rules, forms);
        return rules.refuse("extends", "is not known in a spec; write the keys out, import does it for you")
                .refuse("provider", "is not supported: Orion runs containers only; run the provider by hand")
                .refuse("models", "is not supported: run the model as a Service of its own and name its address here")
                .refuse(
                        "pre_start",
                        "is not supported; make a Service of its own with restart: \"no\" and depend on"
                                + " it with condition: service_completed_successfully")
                .refuse("pull_refresh_after", "is not supported; write pull_policy: every_24h instead");
    }

    private static void environment(RecordRules rules, RecordForms forms) {
        rules.form("annotations", LABELS)
                .form("build", Forms.textOr(ShortSyntax.keyed("context"), Forms.map(Forms.ANYTHING)))
                .form("command", COMMAND.orNothing())
                .form("entrypoint", COMMAND.orNothing())
                .form("configs", files(forms))
                .form("secrets", files(forms))
                .form(
                        "container_name",
                        Scalars.matching(
                                "a name of letters, digits, _, . and -", Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+")))
                .form(
                        "env_file",
                        Forms.textOr(
                                (text, reading) -> new YamlNode.Sequence(text.place(), java.util.List.of(text)),
                                Forms.list(Forms.textOr(ShortSyntax.keyed("path"), forms.of(EnvFile.class)))))
                .form("environment", ENVIRONMENT)
                .form("label_file", Forms.textOrList(ShortSyntax.PATH))
                .form("labels", LABELS)
                .form("group_add", Forms.list(Scalars.TEXT_OR_NUMBER))
                .form("pid", Scalars.TEXT.orNothing())
                .form(
                        "pull_policy",
                        Scalars.matching(
                                "always, never, missing, if_not_present, build, daily, weekly or every_ and a time such as 12h",
                                Pattern.compile("always|never|build|if_not_present|missing|refresh|daily|weekly"
                                        + "|every_([0-9]+[wdhms])+")))
                .form("storage_opt", OPTIONS)
                .form("sysctls", LABELS)
                .form("tmpfs", TEXT_OR_LIST)
                .form("volumes", Forms.list(new VolumeSyntax(forms.of(MountSpec.class))));
    }

    private static Form files(RecordForms forms) {
        return Forms.list(Forms.textOr(ShortSyntax.keyed("source"), forms.of(FileReference.class)));
    }

    private static void resources(RecordRules rules, RecordForms forms) {
        Form requests = Forms.list(forms.of(DeviceRequest.class));
        rules.form("cgroup", Forms.oneOf("host", "private"))
                .form("deploy", forms.of(DeploySpec.class).orNothing())
                .form("devices", Forms.list(Forms.textOr(ShortSyntax::device, forms.of(DeviceMapping.class))))
                .form("gpus", Forms.textOr(ShortSyntax::allGpus, requests))
                .form("mem_limit", Scalars.BYTES)
                .form("mem_reservation", Scalars.BYTES)
                .form("mem_swappiness", Scalars.BYTES)
                .form("memswap_limit", Scalars.BYTES)
                .form("shm_size", Scalars.BYTES)
                .form("oom_score_adj", Scalars.whole(-1000, 1000))
                .form("ulimits", Forms.map(ShortSyntax.ulimit(forms.of(UlimitSpec.class))));
    }

    private static void connections(RecordRules rules, RecordForms forms) {
        rules.form("depends_on", ShortSyntax.keys(forms.of(DependsOn.class), ComposeVocabulary::started))
                .form("dns", TEXT_OR_LIST)
                .form("dns_search", TEXT_OR_LIST)
                .form("expose", Forms.list(Scalars.TEXT_OR_NUMBER))
                .form("extra_hosts", ShortSyntax.EXTRA_HOSTS)
                .form(
                        "networks",
                        ShortSyntax.keys(
                                forms.of(NetworkAttachment.class).orNothing(),
                                place -> new YamlNode.Scalar(place, ScalarType.NULL, "")))
                .form("ports", PortSyntax.list(forms.of(PortSpec.class)));
    }

    private static YamlNode started(Place place) {
        var condition = Forms.entries();
        condition.put("condition", Forms.text(place, "service_started"));
        return Forms.mapping(place, condition);
    }
}
