package sre.orion.agent.serve.model;

import java.util.List;
import java.util.TreeMap;
import sre.orion.agent.serve.store.Cell;
import sre.orion.agent.serve.store.Column;
import sre.orion.agent.serve.store.Draft;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.view.NodeView;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** NamespaceObjects is the one namespace there is: the node's. */
public final class NamespaceObjects {
    /** What the API says of namespaces. */
    public static final ObjectType TYPE = new ObjectType(
            "",
            "v1",
            "Namespace",
            "namespaces",
            false,
            List.of("ns"),
            List.of(),
            List.of("get", "list", "watch"),
            List.of("status.phase"),
            List.of(
                    Column.name("The node, which is the namespace of all that it runs."),
                    Column.text("Status", "Always Active."),
                    Column.text("Age", "When the operator first started here.")));

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NodeView view;

    /** The namespace of a node. */
    public NamespaceObjects(NodeView view) {
        this.view = view;
    }

    /** The draft of the namespace. */
    public List<Draft> look() {
        ObjectNode object = JSON.createObjectNode();
        object.putObject("metadata")
                .put("name", view.node())
                .put("uid", Identity.of("Namespace " + view.node() + " " + view.created()))
                .put("creationTimestamp", Identity.time(view.created()))
                .putObject("labels")
                .put("kubernetes.io/metadata.name", view.node());
        object.putObject("spec");
        object.putObject("status").put("phase", "Active");
        var fields = new TreeMap<String, String>();
        fields.put("status.phase", "Active");
        List<Cell> cells = List.of(new Cell.Text(view.node()), new Cell.Text("Active"), new Cell.Age(view.created()));
        return List.of(Drafts.draft(object, fields, cells));
    }
}
