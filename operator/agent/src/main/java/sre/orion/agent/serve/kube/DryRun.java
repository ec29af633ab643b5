package sre.orion.agent.serve.kube;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.model.OrionObjects;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.serve.view.ResourceView;
import sre.orion.agent.serve.view.Trial;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.SourceLocation;
import tools.jackson.databind.node.ObjectNode;

/** DryRun is what a document would become: for {@code --dry-run=server} and {@code kubectl diff}. */
record DryRun(NodeView view, InstantSource clock) {
    private static final Pattern PROBLEM = Pattern.compile("(\\S+:[0-9]+:[0-9]+): ([^: ]+): (.*)", Pattern.DOTALL);

    /** The object that the document would be; what is known is the resource it would replace. */
    ObjectNode of(ObjectType type, ApiPath path, String name, Optional<ResourceView> known, String document) {
        var key = new ResourceKey(Kind.of(type.kind()).orElseThrow(), path.namespace(), name);
        Optional<SourceLocation> place = known.map(ResourceView::resource)
                .map(Resource::location)
                .filter(location -> !location.file().isEmpty());
        return switch (view.tryOut(key, place, document)) {
            case Trial.Accepted(var resource) -> object(resource, known);
            case Trial.Refused(var problems) -> throw refused(type, name, problems);
            case Trial.Impossible(var why) ->
                throw new Refusal(503, "ServiceUnavailable", why, Refusal.Details.NONE).exception();
        };
    }

    private ObjectNode object(Resource<?> resource, Optional<ResourceView> known) {
        Metadata old = resource.metadata();
        long generation = known.map(before -> {
                    long now = before.resource().metadata().generation();
                    return before.resource().spec().equals(resource.spec()) ? now : now + 1;
                })
                .orElse(1L);
        var metadata = new Metadata(old.name(), old.namespace(), old.labels(), old.annotations(), generation);
        SourceLocation place = known.map(before -> before.resource().location()).orElse(resource.location());
        var shown = new ResourceView(
                new Resource<>(resource.kind(), metadata, resource.spec(), place),
                known.flatMap(ResourceView::status),
                known.map(ResourceView::created).orElseGet(clock::instant),
                known.map(ResourceView::requests).orElse(Requests.NONE),
                known.flatMap(ResourceView::rollback));
        return OrionObjects.object(shown);
    }

    /** A problem, which begins with its place and its field. */
    private static Refusal.Cause cause(String problem) {
        Matcher parts = PROBLEM.matcher(problem);
        return parts.matches()
                ? new Refusal.Cause("FieldValueInvalid", parts.group(1) + ": " + parts.group(3), parts.group(2))
                : new Refusal.Cause("FieldValueInvalid", problem, "spec");
    }

    private static RuntimeException refused(ObjectType type, String name, List<String> problems) {
        String message =
                type.kind() + "." + type.group() + " \"" + name + "\" is invalid: " + String.join("; ", problems);
        List<Refusal.Cause> causes = problems.stream().map(DryRun::cause).toList();
        return Refusal.invalid(type.group(), type.kind(), name, message, causes).exception();
    }
}
