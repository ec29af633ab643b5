package sre.orion.agent.serve.kube;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import sre.orion.agent.serve.model.EventObjects;
import sre.orion.agent.serve.model.MetricsObjects;
import sre.orion.agent.serve.model.NamespaceObjects;
import sre.orion.agent.serve.model.NodeObjects;
import sre.orion.agent.serve.model.OrionObjects;
import sre.orion.agent.serve.model.PodObjects;
import sre.orion.agent.serve.store.ObjectCollection;
import sre.orion.agent.serve.store.ObjectStore;
import sre.orion.agent.serve.store.Versions;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.api.resource.Kind;

/** ApiParts is all that the API serves of a node; the order is that of discovery, where the first of two names wins. */
final class ApiParts {
    private ApiParts() {}

    static ObjectStore store(NodeView view, InstantSource clock) {
        var versions = new Versions(view.reservedVersions(), clock.millis(), view::reserveVersions);
        var collections = new ArrayList<ObjectCollection>();
        collections.add(new ObjectCollection(NamespaceObjects.TYPE, versions, new NamespaceObjects(view)::look));
        collections.add(new ObjectCollection(NodeObjects.TYPE, versions, new NodeObjects(view)::look));
        collections.add(new ObjectCollection(PodObjects.TYPE, versions, new PodObjects(view)::look));
        collections.add(new ObjectCollection(EventObjects.TYPE, versions, new EventObjects(view)::look));
        for (Kind kind : List.of(Kind.values()).reversed()) {
            collections.add(
                    new ObjectCollection(OrionObjects.type(kind), versions, new OrionObjects(kind, view)::look));
        }
        var metrics = new MetricsObjects(view);
        collections.add(new ObjectCollection(MetricsObjects.NODES, versions, metrics::nodes));
        collections.add(new ObjectCollection(MetricsObjects.PODS, versions, metrics::pods));
        return new ObjectStore(versions, collections);
    }
}
