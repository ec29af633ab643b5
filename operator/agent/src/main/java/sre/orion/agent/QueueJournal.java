package sre.orion.agent;

import java.util.Locale;
import sre.orion.agent.loop.Work;
import sre.orion.agent.loop.WorkQueueInstruments;
import sre.orion.agent.metrics.Metrics;
import sre.orion.agent.metrics.QueueMetrics;
import sre.orion.api.resource.Kind;

/** QueueJournal counts the work queue, each kind as a queue of its own, as controller-runtime has it. */
final class QueueJournal implements WorkQueueInstruments<Work> {
    private final Metrics metrics;

    QueueJournal(Metrics metrics) {
        this.metrics = metrics;
        for (Kind kind : Kind.values()) {
            var _ = queue(kind);
        }
    }

    @Override
    public void added(Work work) {
        queue(work).added(work);
    }

    @Override
    public void handedOut(Work work) {
        queue(work).handedOut(work);
    }

    @Override
    public void done(Work work) {
        queue(work).done(work);
    }

    @Override
    public void delayed(Work work) {
        queue(work).delayed();
    }

    private QueueMetrics queue(Work work) {
        return switch (work) {
            case Work.Pass(var key) -> queue(key.kind());
            case Work.Resync() -> metrics.queue("resync");
        };
    }

    private QueueMetrics queue(Kind kind) {
        return metrics.queue(kind.text().toLowerCase(Locale.ROOT));
    }
}
