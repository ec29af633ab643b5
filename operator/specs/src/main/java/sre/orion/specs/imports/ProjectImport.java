package sre.orion.specs.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.Immutable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.api.secret.Text.Origin;
import sre.orion.specs.LoadResult;
import sre.orion.specs.SpecFiles;
import sre.orion.specs.SpecFiles.OtherFiles;
import sre.orion.specs.SpecLoader;
import sre.orion.specs.form.SecretForm;
import sre.orion.specs.project.ComposeProject;
import sre.orion.specs.project.ProjectReader;
import sre.orion.specs.project.ProjectRequest;
import sre.orion.specs.project.ProjectResources;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problem;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;
import sre.orion.specs.yaml.YamlReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * ProjectImport makes a Compose project into spec files: a file a service, one for all networks, one for all volumes.
 * What it writes it reads back, so that specs that say something else than the project never leave it.
 *
 * @param project the name of the project
 * @param files content by path relative to the specs folder
 * @param secrets what the node's secrets file must hold for these specs, by name; some may be there already
 */
public record ProjectImport(String project, SortedMap<String, String> files, SortedMap<String, String> secrets) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public ProjectImport {
        files = Immutable.map(files);
        secrets = Immutable.map(secrets);
    }

    /** Names only: the values are for the secrets file. */
    @Override
    public String toString() {
        return project + " " + files.keySet() + " " + secrets.keySet();
    }

    /**
     * The spec files of the project that {@code request} names, on {@code node}; none when a problem is an error.
     *
     * @param strict a variable that is not set is an error, not a warning
     * @param known what the node's secrets file holds already
     */
    public static Optional<ProjectImport> of(
            ProjectRequest request,
            String node,
            OtherFiles host,
            boolean strict,
            Map<String, String> known,
            Problems problems) {
        Optional<ComposeProject> project = ProjectReader.read(request, host, strict, problems);
        if (project.isEmpty()) {
            return Optional.empty();
        }
        Revision taken = ProjectResources.of(project.get(), node);
        var moved = new MovedSecrets(project.get().name(), services(taken), known);
        new Announcements(project.get(), moved, problems).tell();
        Revision revision = decided(taken, moved);
        SortedMap<String, String> files = files(project.get(), revision, comments(project.get(), host));
        check(node, files, revision, problems);
        return problems.errors() > 0
                ? Optional.empty()
                : Optional.of(new ProjectImport(project.get().name(), files, moved.values()));
    }

    private static List<ServiceSpec> services(Revision revision) {
        return revision.resources().values().stream()
                .map(Resource::spec)
                .filter(ServiceSpec.class::isInstance)
                .map(ServiceSpec.class::cast)
                .toList();
    }

    /**
     * The resources with what Compose files say by silence written down, a container without {@code restart} stays down,
     * and with secrets by name.
     */
    private static Revision decided(Revision revision, MovedSecrets moved) {
        SortedMap<ResourceKey, Resource<?>> resources = new TreeMap<>();
        revision.resources().forEach((key, resource) -> {
            Object spec = resource.spec() instanceof ServiceSpec service ? decided(service, moved) : resource.spec();
            resources.put(key, new Resource<>(key.kind(), resource.metadata(), spec, resource.location()));
        });
        return new Revision(revision.id(), revision.node(), resources);
    }

    private static ServiceSpec decided(ServiceSpec service, MovedSecrets moved) {
        ObjectNode tree = MAPPER.valueToTree(service.container());
        if (Announcements.addsRestart(service.container())) {
            tree.put("restart", "no");
        }
        if (tree.get("environment") instanceof ObjectNode environment) {
            for (String key : List.copyOf(environment.propertyNames())) {
                moved.name(service.service(), key)
                        .ifPresent(name -> environment.set(
                                key, SecretForm.tree(environment.path(key).asString(), Origin.SECRETS_FILE, name, "")));
            }
        }
        return new ServiceSpec(
                service.project(),
                service.service(),
                MAPPER.treeToValue(tree, ContainerSpec.class),
                moved.sources(service.configs()),
                moved.sources(service.secrets()),
                service.heal(),
                service.rollout(),
                service.onConfigChange(),
                service.suspend());
    }

    private static Comments comments(ComposeProject project, OtherFiles host) {
        var comments = new Comments();
        for (String path : project.files()) {
            byte[] bytes = host.read(path);
            if (bytes != null) {
                List<YamlNode> roots = YamlReader.read(path, bytes, YamlReader.Limits.COMPOSE, new Problems());
                comments.add(new String(bytes, StandardCharsets.UTF_8), roots);
            }
        }
        return comments;
    }

    private static SortedMap<String, String> files(ComposeProject project, Revision revision, Comments comments) {
        SortedMap<String, String> files = new TreeMap<>();
        String folder = revision.node() + "/";
        String prefix = project.name().equals(revision.node()) ? "" : project.name() + "-";
        List<Resource<?>> networks = new ArrayList<>();
        List<Resource<?>> volumes = new ArrayList<>();
        revision.resources().forEach((key, resource) -> {
            switch (key.kind()) {
                case NETWORK -> networks.add(resource);
                case VOLUME -> volumes.add(resource);
                case SERVICE -> {
                    ServiceSpec service = (ServiceSpec) resource.spec();
                    files.put(folder + fileOf(key.name(), prefix), service(project, resource, service, comments));
                }
                case NODE -> throw new IllegalStateException("a project holds no node");
            }
        });
        if (!networks.isEmpty()) {
            files.put(folder + prefix + "networks.yaml", SpecFile.definitions(networks));
        }
        if (!volumes.isEmpty()) {
            files.put(folder + prefix + "volumes.yaml", SpecFile.definitions(volumes));
        }
        return files;
    }

    private static String fileOf(String name, String prefix) {
        boolean taken = name.equals(prefix + "networks") || name.equals(prefix + "volumes");
        return name + (taken ? "-service" : "") + ".yaml";
    }

    private static String service(
            ComposeProject project, Resource<?> resource, ServiceSpec service, Comments comments) {
        ComposeProject.Service written = project.services().get(service.service());
        List<String> order = written == null
                ? List.of()
                : List.copyOf(written.written().entries().keySet());
        return SpecFile.service(resource, service, order, comments.of(service.service()));
    }

    /** Reads back what was written: it must load, and say of every service what the project says. */
    private static void check(String node, SortedMap<String, String> files, Revision wanted, Problems problems) {
        SortedMap<String, byte[]> bytes = new TreeMap<>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        if (bytes.isEmpty()) {
            return;
        }
        var specs = new SpecFiles("import", "/", "/", bytes, OtherFiles.NONE);
        switch (new SpecLoader().load(node, specs)) {
            case LoadResult.Refused refused ->
                refused.problems().forEach(problem -> problems.error(placeOf(problem), problem.text()));
            case LoadResult.Loaded loaded ->
                wanted.resources().forEach((key, resource) -> {
                    Resource<?> read = loaded.revision().resources().get(key);
                    boolean same = read != null && (key.kind() != Kind.SERVICE || isSame(read, resource));
                    if (!same) {
                        problems.error(
                                new Place(resource.location(), key.toString()),
                                "cannot be written as a spec that says the same; please report this with the file");
                    }
                });
        }
    }

    private static boolean isSame(Resource<?> read, Resource<?> wanted) {
        ContainerSpec own = ((ServiceSpec) read.spec()).container();
        ObjectNode complete = MAPPER.valueToTree(((ServiceSpec) wanted.spec()).container());
        if (own.networkMode() == null && complete.path("networks").isEmpty()) {
            complete.putObject("networks").putNull("default");
        }
        return complete.equals(MAPPER.valueToTree(own));
    }

    private static Place placeOf(Problem problem) {
        return new Place(problem.location(), problem.field());
    }
}
