package sre.orion.agent.serve.kube;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.http.SlowReaders;
import sre.orion.agent.serve.model.PodObjects;
import sre.orion.agent.serve.store.ObjectCollection;
import sre.orion.agent.serve.store.ObjectStore;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.store.StoredObject;
import sre.orion.agent.serve.view.NodeView;
import tools.jackson.databind.node.ObjectNode;

/** The Kubernetes API as clients know it: everything below {@code /api} and {@code /apis}. */
public final class KubernetesApi implements Handler {
    /** Each holds a connection's buffers and a thread's stack, some 35 KiB in a heap that is small on purpose. */
    private static final int WATCHES = 1000;

    private final ObjectStore store;
    private final Discovery discovery;
    private final Forms forms;
    private final Writes writes;
    private final PodLogs logs;
    private final SlowReaders readers;
    private final Semaphore watches = new Semaphore(WATCHES);

    /** The API of a node. */
    public KubernetesApi(NodeView view, InstantSource clock, SlowReaders readers) {
        this.readers = readers;
        store = ApiParts.store(view, clock);
        discovery = new Discovery(entries(store.types()));
        forms = new Forms(clock);
        writes = new Writes(view, clock);
        logs = new PodLogs(view, clock, readers);
    }

    /** What describes the API to clients. */
    public OpenApi openApi() {
        return new OpenApi(store.types());
    }

    private static List<Discovery.Entry> entries(List<ObjectType> types) {
        var entries = new ArrayList<Discovery.Entry>();
        for (ObjectType type : types) {
            entries.add(Discovery.Entry.of(type));
            if (type.equals(PodObjects.TYPE)) {
                entries.add(new Discovery.Entry(type, "log", List.of("get")));
            }
        }
        Reviews.TYPES.forEach(type -> entries.add(Discovery.Entry.of(type)));
        return entries;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        String raw = request.prologue().uriPath().rawPathNoParams();
        String method = request.prologue().method().text();
        Optional<ApiPath> named = ApiPath.parse(raw);
        boolean reads = List.of("GET", "HEAD").contains(method);
        if (reads && named.isEmpty()) {
            discovery.answer(request, response, raw);
        } else if (reads && isLog(named.get())) {
            logs.answer(request, response, named.get());
        } else if (reads) {
            read(request, response, named.get());
        } else {
            ApiPath path = named.orElseThrow(() -> Refusal.unknownPath().exception());
            if (!method.equals("POST") || !Reviews.answer(request, response, path)) {
                write(request, response, method, path);
            }
        }
    }

    private void read(ServerRequest request, ServerResponse response, ApiPath path) throws IOException {
        ObjectCollection collection = collection(path);
        Form form = forms.of(
                request.headers().first(HeaderNames.ACCEPT).orElse(""),
                request.query().first("includeObject").orElse(""));
        ListOptions options =
                ListOptions.parse(request.query(), collection.type()).within(path);
        if (options.watch()) {
            watch(response, collection, options, form);
            return;
        }
        var body = new Body(request, response);
        if (path.name().isEmpty()) {
            Listing list = Listing.of(store, collection, options);
            body.write(out -> form.writeList(out, collection.type(), list.listMeta(), list.objects()));
            return;
        }
        StoredObject object = object(collection, path);
        body.write(out -> form.writeOne(out, object));
    }

    private void write(ServerRequest request, ServerResponse response, String method, ApiPath path) throws IOException {
        ObjectCollection collection = collection(path);
        boolean dry = request.query().first("dryRun").isPresent();
        if (method.equals("POST") && dry && path.name().isEmpty() && patchable(collection)) {
            ObjectNode created = writes.created(request, path, collection.type());
            response.status(201);
            Answers.json(response, created);
            return;
        }
        boolean patches = method.equals("PATCH") && patchable(collection);
        if (!patches || path.name().isEmpty()) {
            throw writes.refused(path, collection.type(), method);
        }
        Form form = forms.of(request.headers().first(HeaderNames.ACCEPT).orElse(""), "");
        Optional<ObjectNode> tried = writes.patch(request, path, collection.type());
        if (tried.isPresent()) {
            collection
                    .look()
                    .get(path.namespace(), path.name())
                    .ifPresent(now -> ((ObjectNode) tried.get().path("metadata"))
                            .put("resourceVersion", String.valueOf(now.version())));
            Answers.json(response, tried.get());
            return;
        }
        StoredObject object = object(collection, path);
        new Body(request, response).write(out -> form.writeOne(out, object));
    }

    private static boolean patchable(ObjectCollection collection) {
        return collection.type().verbs().contains("patch");
    }

    private static boolean isLog(ApiPath path) {
        return path.group().isEmpty()
                && path.plural().equals("pods")
                && path.subresource().equals("log");
    }

    private ObjectCollection collection(ApiPath path) {
        return store.collection(path.group(), path.version(), path.plural())
                .or(() -> BuiltIn.type(path).map(store::empty))
                .filter(found -> found.type().namespaced() || path.namespace().isEmpty())
                .filter(_ -> path.subresource().isEmpty())
                .orElseThrow(() -> Refusal.unknownPath().exception());
    }

    private static StoredObject object(ObjectCollection collection, ApiPath path) {
        return collection
                .look()
                .get(path.namespace(), path.name())
                .orElseThrow(() -> Refusal.notFound(path.group(), path.plural(), path.name())
                        .exception());
    }

    private void watch(ServerResponse response, ObjectCollection collection, ListOptions options, Form form)
            throws IOException {
        if (!watches.tryAcquire()) {
            throw Refusal.tooMany(WATCHES + " watches are open already", 5).exception();
        }
        response.header(HeaderNames.CONTENT_TYPE, Answers.JSON_TYPE);
        try (OutputStream out = response.outputStream()) {
            new Watching(collection, options, form, out, readers).go();
        } catch (InterruptedException ended) {
            // The server ends, or the reader did not read: either way there is nobody to tell.
            Thread.currentThread().interrupt();
        } finally {
            watches.release();
        }
    }
}
