package sre.orion.specs.compose;

import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.RecordRules;
import sre.orion.specs.form.Scalars;

/**
 * SwarmSyntax is what only a swarm reads of {@code deploy}: kept and rendered as it is written, and as strict as Compose
 * itself, so that what is rendered can be read again.
 */
final class SwarmSyntax {
    private static final Form NUMBER = Forms.asWritten(Scalars.whole(Integer.MIN_VALUE, Integer.MAX_VALUE));
    private static final Form DURATION = Forms.asWritten(Scalars.DURATION);

    private SwarmSyntax() {}

    static RecordRules rules() {
        return new RecordRules()
                .form("placement", placement())
                .form("update_config", updates())
                .form("rollback_config", updates());
    }

    private static Form placement() {
        SortedMap<String, Form> preference = new TreeMap<>();
        preference.put("spread", Scalars.TEXT);
        SortedMap<String, Form> keys = new TreeMap<>();
        keys.put("constraints", Forms.list(Scalars.TEXT));
        keys.put("preferences", Forms.list(Forms.keys("Preference", preference)));
        keys.put("max_replicas_per_node", NUMBER);
        return Forms.keys("Placement", keys);
    }

    private static Form updates() {
        SortedMap<String, Form> keys = new TreeMap<>();
        keys.put("parallelism", NUMBER);
        keys.put("delay", DURATION);
        keys.put("monitor", DURATION);
        keys.put("failure_action", Scalars.TEXT);
        keys.put("max_failure_ratio", Forms.asWritten(Scalars.DECIMAL));
        keys.put("order", Forms.oneOf("start-first", "stop-first"));
        return Forms.keys("Updates", keys);
    }
}
