package sre.orion.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import sre.orion.agent.engine.DiscreetTransport;
import sre.orion.agent.engine.DockerTransport;
import sre.orion.agent.engine.EngineActions;
import sre.orion.agent.engine.EngineEvents;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.engine.GuardedTransport;
import sre.orion.agent.files.ContentFiles;
import sre.orion.agent.files.FileObserver;
import sre.orion.agent.loop.Holds;
import sre.orion.agent.loop.Loop;
import sre.orion.agent.loop.LoopParts;
import sre.orion.agent.loop.LoopThreads;
import sre.orion.agent.loop.Pacing;
import sre.orion.agent.loop.ReconcilersCore;
import sre.orion.agent.loop.Work;
import sre.orion.agent.loop.WorkQueue;
import sre.orion.agent.metrics.Metrics;
import sre.orion.agent.serve.Server;
import sre.orion.agent.source.LastGood;
import sre.orion.agent.source.SpecFeed;
import sre.orion.agent.source.SpecSource;
import sre.orion.agent.source.SpecState;
import sre.orion.agent.state.StartRefusal;
import sre.orion.agent.state.StateDirectory;
import sre.orion.agent.store.History;
import sre.orion.api.resource.Revision;

/**
 * Operator is the composition root: it makes all parts of a running operator by their constructors, starts them in order,
 * and ends them in reverse.
 */
final class Operator implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();

    private final OperatorOptions options;
    private final NodeSpecs specs;
    private final StateDirectory state;
    private final ContentFiles contents;
    private final LastGood lastGood;
    private final History history;
    private final Metrics metrics = new Metrics(version(), CLOCK);
    private final DiscreetTransport transport;
    private final EngineEvents events;
    private final HistoryRecords records;
    private final Loop loop;
    private final LoopThreads threads;
    private final SpecSource source;

    private volatile Optional<SpecFeed> feed = Optional.empty();
    private Optional<Server> server = Optional.empty();
    private volatile Optional<Revision> accepted = Optional.empty();

    /** Makes all parts; nothing but the state directory is touched yet. */
    Operator(OperatorOptions options) throws StartRefusal {
        this(options, new DockerTransport(options.engine()));
    }

    /** The same on an engine that is reached in another way. */
    Operator(OperatorOptions options, EngineTransport engine) throws StartRefusal {
        this.options = options;
        state = StateDirectory.open(options.state(), options.node());
        contents = new ContentFiles(state.path());
        lastGood = new LastGood(state.resolve("last-good"));
        options.secrets().makeKey();
        specs = new NodeSpecs(options.node(), options.secrets()::read);
        source = Sources.following(options.origin(), state.path(), specs);
        history = History.open(state.resolve("history"));
        records = new HistoryRecords(history, CLOCK);
        transport = new DiscreetTransport(new GuardedTransport(engine, GuardedTransport.breaker()));

        var queue = new WorkQueue<Work>(new SteadyClock(), new QueueJournal(metrics));
        var pacing =
                new Pacing(queue, CLOCK, new Journal(metrics, CLOCK, LoopThreads.AT_ONCE, new Interventions(history)));
        loop = new Loop(parts(), pacing);
        threads = new LoopThreads(loop, queue);
        events = new EngineEvents(transport, loop);
    }

    private LoopParts parts() {
        var observer = new EngineObserver(transport, CLOCK);
        return new LoopParts(
                observer,
                new FileObserver(source.base(), options.secrets().marks()),
                new EnginePort(new EngineActions(transport), observer),
                new ReconcilersCore(),
                Holds.NONE,
                records,
                options.resync(),
                Sources.renderFolder(source).toString());
    }

    /**
     * Starts to observe, to serve and to converge; what the first look at the specs gave is the answer. The server starts
     * while the specs are read, for a folder is waited for until it is quiet; nothing is changed before both are there.
     */
    SpecState start() throws StartRefusal, InterruptedException {
        events.start();
        threads.start();
        var serving = new FutureTask<>(this::serve);
        Thread.ofVirtual().name("start-server").start(serving);
        SpecFeed started = SpecFeed.start(
                source, specs, node(), lastGood, options.secrets().watched(), this::accept);
        feed = Optional.of(started);
        server = Optional.of(await(serving));
        accept(started.state());
        return started.state();
    }

    private Server serve() throws StartRefusal {
        var operations = new Operations(loop, records, history, () -> accepted, this::take);
        var view = new LiveNode(
                this::knownNode,
                loop,
                records,
                history,
                () -> feed.map(SpecFeed::state),
                CLOCK,
                operations,
                new EngineContainers(transport, CLOCK),
                new Trials(lastGood, this::knownNode));
        return Server.start(options.doors(), view, metrics);
    }

    private static Server await(FutureTask<Server> serving) throws StartRefusal, InterruptedException {
        try {
            return serving.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StartRefusal refusal) {
                throw refusal;
            }
            throw new IllegalStateException("the server could not be started", failed.getCause());
        }
    }

    /** Without a name the specs are asked, which may have only one folder, then the last good ones. */
    private String node() {
        if (specs.node().isEmpty()) {
            var _ = source.read();
        }
        return knownNode();
    }

    private String knownNode() {
        return specs.node().or(lastGood::node).orElseGet(HostName::read);
    }

    static String version() {
        String version = Operator.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private synchronized void accept(SpecState now) {
        if (now.revision().isPresent() && !now.revision().equals(accepted)) {
            accepted = now.revision();
            take(accepted.get());
        }
    }

    private synchronized void take(Revision written) {
        Instant now = CLOCK.instant();
        transport.learn(written);
        contents.write(written);
        Revision revision = history.numbered(history.rolledBack(contents.placed(written), now));
        revision.resources().keySet().forEach(key -> history.created(key, now));
        loop.accept(revision);
    }

    /** The port that is served, also when any free one was asked for; only after the start. */
    int port() {
        return server.orElseThrow().port();
    }

    /** Ends within five seconds, between two actions; containers stay as they are. What matters most ends first. */
    @Override
    public void close() {
        threads.close();
        history.close();
        events.close();
        feed.ifPresent(SpecFeed::close);
        server.ifPresent(Server::close);
        transport.close();
        metrics.close();
        state.close();
    }
}
