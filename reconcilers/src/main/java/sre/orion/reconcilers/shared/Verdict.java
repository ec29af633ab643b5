package sre.orion.reconcilers.shared;

import static sre.orion.api.resource.Condition.Status.FALSE;
import static sre.orion.api.resource.Condition.Status.TRUE;
import static sre.orion.api.resource.Condition.Status.UNKNOWN;
import static sre.orion.api.resource.Condition.Type.READY;
import static sre.orion.api.resource.Condition.Type.RECONCILING;
import static sre.orion.api.resource.Condition.Type.STALLED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Reason;

/**
 * Verdict is what a pass says about a resource, by the rules of kstatus: ready or not, and why; whether it is still on
 * its way; whether it is stuck until something changes.
 */
public record Verdict(
        Condition.Status ready, Statement because, Optional<Statement> reconciling, Optional<Statement> stalled) {

    /** Statement is a reason and its sentence. */
    public record Statement(Reason reason, String message) {}

    /** It is as wanted. */
    public static Verdict ready(Reason reason, String message) {
        return new Verdict(TRUE, new Statement(reason, message), Optional.empty(), Optional.empty());
    }

    /** It is not as wanted, and Orion is neither about to change that nor stuck. */
    public static Verdict notReady(Reason reason, String message) {
        return new Verdict(FALSE, new Statement(reason, message), Optional.empty(), Optional.empty());
    }

    /** It is not as wanted yet, and on its way. */
    public static Verdict progressing(Reason reason, String message) {
        var statement = new Statement(reason, message);
        return new Verdict(FALSE, statement, Optional.of(statement), Optional.empty());
    }

    /** It is not as wanted, and will not be before something changes. */
    public static Verdict stalled(Reason reason, String message) {
        var statement = new Statement(reason, message);
        return new Verdict(FALSE, statement, Optional.empty(), Optional.of(statement));
    }

    /** Nobody can tell. */
    public static Verdict unknown(Reason reason, String message) {
        return new Verdict(UNKNOWN, new Statement(reason, message), Optional.empty(), Optional.empty());
    }

    /** This verdict, and stuck as well: the resource may serve in the state it had before. */
    public Verdict butStalled(Reason reason, String message) {
        return new Verdict(ready, because, Optional.empty(), Optional.of(new Statement(reason, message)));
    }

    /** This verdict with one more thing to say. */
    public Verdict noting(String note) {
        var both = new Statement(because.reason(), because.message() + "; " + note);
        return new Verdict(ready, both, reconciling, stalled);
    }

    /** The verdict as conditions; a condition whose status is unchanged keeps the time of its last transition. */
    public List<Condition> conditions(List<Condition> previous, long generation, Instant now) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition(READY, ready, because, previous, generation, now));
        reconciling.ifPresent(
                statement -> conditions.add(condition(RECONCILING, TRUE, statement, previous, generation, now)));
        stalled.ifPresent(statement -> conditions.add(condition(STALLED, TRUE, statement, previous, generation, now)));
        return List.copyOf(conditions);
    }

    private static Condition condition(
            Condition.Type type,
            Condition.Status status,
            Statement statement,
            List<Condition> previous,
            long generation,
            Instant now) {
        Instant since = find(previous, type)
                .filter(condition -> condition.status() == status)
                .map(Condition::lastTransitionTime)
                .orElse(now);
        return new Condition(type, status, statement.reason().text(), statement.message(), since, generation);
    }

    /** The condition of that type, if there is one. */
    public static Optional<Condition> find(List<Condition> conditions, Condition.Type type) {
        return conditions.stream().filter(condition -> condition.type() == type).findFirst();
    }
}
