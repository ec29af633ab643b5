package sre.orion.agent.serve.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.agent.serve.store.Cell;
import sre.orion.agent.serve.store.Column;
import sre.orion.agent.serve.store.Draft;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.store.RecordedEvent;
import sre.orion.api.resource.ResourceKey;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** EventObjects is the node's events as core/v1 events. */
public final class EventObjects {
    /** What the API says of events. */
    public static final ObjectType TYPE = new ObjectType(
            "",
            "v1",
            "Event",
            "events",
            true,
            List.of("ev"),
            List.of(),
            List.of("get", "list", "watch"),
            List.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            List.of(
                    Column.text("Last Seen", "How long ago it was last seen."),
                    Column.text("Type", "Normal or Warning."),
                    Column.text("Reason", "Why it was sent, in a word."),
                    Column.text("Object", "What it is about."),
                    Column.text("Source", "Who sent it.").wide(),
                    Column.text("Message", "What happened."),
                    Column.text("First Seen", "How long ago it was first seen.").wide(),
                    Column.number("Count", "How often it was seen.").wide(),
                    Column.name("Name of the event.").wide()));

    private static final JsonMapper BARE = JsonMapper.builder()
            .changeDefaultPropertyInclusion(each -> each.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .build();
    private static final String COMPONENT = "orion";

    private final NodeView view;
    private final Drafts<Regarding> drafts =
            new Drafts<>(each -> String.valueOf(each.recorded().number()), Regarding::equals, this::draft);

    /** Regarding is an event and the uid of what it is about. */
    private record Regarding(RecordedEvent recorded, String uid) {}

    /** The events of a node. */
    public EventObjects(NodeView view) {
        this.view = view;
    }

    /** The drafts of all events. */
    public List<Draft> look() {
        var uids = new TreeMap<ResourceKey, String>();
        view.resources().forEach(each -> {
            ResourceKey key = each.resource().key();
            uids.put(key, Identity.of(key, each.created()));
        });
        return drafts.of(view.events().stream()
                .map(each -> new Regarding(each, uids.getOrDefault(each.event().regarding(), "")))
                .toList());
    }

    private Draft draft(Regarding event) {
        RecordedEvent recorded = event.recorded();
        ResourceKey about = recorded.event().regarding();
        String name = about.name() + "." + Long.toHexString(recorded.number());
        ObjectNode object = BARE.valueToTree(new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(about.namespace())
                .withUid(Identity.of("Event " + about.namespace() + "/" + name))
                .withCreationTimestamp(Identity.time(recorded.first()))
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(OrionObjects.API_VERSION)
                .withKind(about.kind().text())
                .withNamespace(about.namespace())
                .withName(about.name())
                .withUid(event.uid())
                .endInvolvedObject()
                .withType(recorded.event().severity().text())
                .withReason(recorded.event().reason())
                .withMessage(recorded.event().note())
                .withFirstTimestamp(Identity.time(recorded.first()))
                .withLastTimestamp(Identity.time(recorded.last()))
                .withCount(recorded.count())
                .withNewSource()
                .withComponent(COMPONENT)
                .withHost(view.node())
                .endSource()
                .withReportingComponent("orion.sre/operator")
                .withReportingInstance(view.node())
                .build());
        return Drafts.draft(object, fields(event), cells(recorded, name));
    }

    private static SortedMap<String, String> fields(Regarding event) {
        var fields = new TreeMap<String, String>();
        var told = event.recorded().event();
        fields.put("involvedObject.kind", told.regarding().kind().text());
        fields.put("involvedObject.namespace", told.regarding().namespace());
        fields.put("involvedObject.name", told.regarding().name());
        fields.put("involvedObject.uid", event.uid());
        fields.put("involvedObject.apiVersion", OrionObjects.API_VERSION);
        fields.put("reason", told.reason());
        fields.put("reportingComponent", "orion.sre/operator");
        fields.put("source", COMPONENT);
        fields.put("type", told.severity().text());
        return fields;
    }

    private List<Cell> cells(RecordedEvent recorded, String name) {
        ResourceKey about = recorded.event().regarding();
        return List.of(
                new Cell.Age(recorded.last()),
                new Cell.Text(recorded.event().severity().text()),
                new Cell.Text(recorded.event().reason()),
                new Cell.Text(about.kind().text().toLowerCase(Locale.ROOT) + "/" + about.name()),
                new Cell.Text(COMPONENT + ", " + view.node()),
                new Cell.Text(recorded.event().note()),
                new Cell.Age(recorded.first()),
                new Cell.Count(recorded.count()),
                new Cell.Text(name));
    }
}
