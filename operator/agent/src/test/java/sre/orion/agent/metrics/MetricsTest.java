package sre.orion.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sre.orion.api.plan.Outcome;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;

class MetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
    private static final Pattern SERIES = Pattern.compile("([a-z_]+)(?:\\{(.*)})? [-+0-9.eENaIinf]+");

    private final Metrics metrics = new Metrics("1.2.3", Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        metrics.close();
    }

    /** Every name of a scrape but the JVM's, with the names of its labels. */
    private SortedMap<String, String> namesAndLabels() {
        var names = new TreeMap<String, String>();
        for (String line : metrics.scrape().lines().toList()) {
            Matcher series = SERIES.matcher(line);
            if (series.matches() && !series.group(1).startsWith("jvm_")) {
                String labels = series.group(2) == null ? "" : series.group(2).replaceAll("=\"[^\"]*\"", "");
                names.put(series.group(1), labels);
            }
        }
        return names;
    }

    private double value(String series) {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void the_first_scrape_has_every_name_with_its_labels() {
        metrics.controller("service", 4);
        metrics.queue("node");
        var key = new ResourceKey(Kind.NODE, "cortex", "cortex");
        metrics.node()
                .conditionsFrom(
                        () -> List.of(new ConditionSample(key, Condition.Type.READY, Condition.Status.UNKNOWN)));

        assertThat(namesAndLabels())
                .containsAllEntriesOf(Map.ofEntries(
                        Map.entry("controller_runtime_active_workers", "controller"),
                        Map.entry("controller_runtime_max_concurrent_reconciles", "controller"),
                        Map.entry("controller_runtime_reconcile_errors_total", "controller"),
                        Map.entry("controller_runtime_reconcile_panics_total", "controller"),
                        Map.entry("controller_runtime_reconcile_time_seconds_bucket", "controller,le"),
                        Map.entry("controller_runtime_reconcile_time_seconds_count", "controller"),
                        Map.entry("controller_runtime_reconcile_time_seconds_sum", "controller"),
                        Map.entry("controller_runtime_reconcile_total", "controller,result"),
                        Map.entry("controller_runtime_terminal_reconcile_errors_total", "controller"),
                        Map.entry("workqueue_adds_total", "name"),
                        Map.entry("workqueue_depth", "name"),
                        Map.entry("workqueue_longest_running_processor_seconds", "name"),
                        Map.entry("workqueue_queue_duration_seconds_bucket", "name,le"),
                        Map.entry("workqueue_queue_duration_seconds_count", "name"),
                        Map.entry("workqueue_queue_duration_seconds_sum", "name"),
                        Map.entry("workqueue_retries_total", "name"),
                        Map.entry("workqueue_unfinished_work_seconds", "name"),
                        Map.entry("workqueue_work_duration_seconds_bucket", "name,le"),
                        Map.entry("workqueue_work_duration_seconds_count", "name"),
                        Map.entry("workqueue_work_duration_seconds_sum", "name"),
                        Map.entry("orion_actions_total", "action,outcome"),
                        Map.entry("orion_build_info", "version"),
                        Map.entry("orion_condition", "kind,name,namespace,status,type"),
                        Map.entry("orion_drift_total", "field,kind"),
                        Map.entry("orion_engine_up", ""),
                        Map.entry("orion_observation_age_seconds", ""),
                        Map.entry("orion_reconcile_panics_total", ""),
                        Map.entry("orion_resync_seconds_bucket", "le"),
                        Map.entry("orion_resync_seconds_count", ""),
                        Map.entry("orion_resync_seconds_sum", ""),
                        Map.entry("orion_time_to_converge_seconds_bucket", "le"),
                        Map.entry("orion_time_to_converge_seconds_count", ""),
                        Map.entry("orion_time_to_converge_seconds_sum", ""),
                        Map.entry("orion_time_to_detect_seconds_bucket", "le"),
                        Map.entry("orion_time_to_detect_seconds_count", ""),
                        Map.entry("orion_time_to_detect_seconds_sum", ""),
                        Map.entry("process_cpu_seconds_total", ""),
                        Map.entry("process_resident_memory_bytes", ""),
                        Map.entry("process_start_time_seconds", "")))
                .hasSize(39);
    }

    @Test
    void every_metric_says_what_it_is() {
        assertThat(metrics.scrape().lines().filter(line -> line.startsWith("# HELP")))
                .isNotEmpty()
                .allMatch(line -> line.split(" ", 4).length == 4);
    }

    @Test
    void every_result_of_a_pass_starts_at_zero() {
        metrics.controller("service", 4);

        for (String result : List.of("success", "error", "requeue", "requeue_after")) {
            assertThat(value("controller_runtime_reconcile_total{controller=\"service\",result=\"" + result + "\"}"))
                    .isZero();
        }
        assertThat(value("controller_runtime_max_concurrent_reconciles{controller=\"service\"}"))
                .isEqualTo(4);
    }

    @Test
    void reconcile_times_have_the_buckets_of_controller_runtime() {
        metrics.controller("service", 4).begin().end(ControllerMetrics.Result.SUCCESS);

        assertThat(metrics.scrape()
                        .lines()
                        .filter(line -> line.startsWith("controller_runtime_reconcile_time_seconds_bucket")))
                .hasSize(41)
                .anyMatch(line -> line.contains("le=\"0.005\""))
                .anyMatch(line -> line.contains("le=\"60.0\""));
    }

    @Test
    void a_pass_is_counted_by_its_result_and_is_active_until_it_ends() {
        ControllerMetrics controller = metrics.controller("service", 4);
        ControllerMetrics.Pass pass = controller.begin();
        assertThat(value("controller_runtime_active_workers{controller=\"service\"}"))
                .isEqualTo(1);

        pass.end(ControllerMetrics.Result.ERROR);

        assertThat(value("controller_runtime_active_workers{controller=\"service\"}"))
                .isZero();
        assertThat(value("controller_runtime_reconcile_errors_total{controller=\"service\"}"))
                .isEqualTo(1);
        assertThat(value("controller_runtime_reconcile_total{controller=\"service\",result=\"error\"}"))
                .isEqualTo(1);
        assertThat(value("controller_runtime_reconcile_time_seconds_count{controller=\"service\"}"))
                .isEqualTo(1);
    }

    @Test
    void a_key_is_followed_through_its_queue() {
        QueueMetrics queue = metrics.queue("node");
        queue.added("a");
        queue.added("b");
        queue.handedOut("a");
        assertThat(value("workqueue_depth{name=\"node\"}")).isEqualTo(1);
        assertThat(value("workqueue_unfinished_work_seconds{name=\"node\"}")).isPositive();

        queue.done("a");
        queue.delayed();

        assertThat(value("workqueue_adds_total{name=\"node\"}")).isEqualTo(2);
        assertThat(value("workqueue_queue_duration_seconds_count{name=\"node\"}"))
                .isEqualTo(1);
        assertThat(value("workqueue_work_duration_seconds_count{name=\"node\"}"))
                .isEqualTo(1);
        assertThat(value("workqueue_unfinished_work_seconds{name=\"node\"}")).isZero();
        assertThat(value("workqueue_retries_total{name=\"node\"}")).isEqualTo(1);
    }

    @Test
    void the_condition_of_a_deleted_resource_is_gone_from_the_next_scrape() {
        var key = new ResourceKey(Kind.SERVICE, "cortex", "web");
        var sample = new ConditionSample(key, Condition.Type.READY, Condition.Status.FALSE);
        metrics.node().conditionsFrom(() -> List.of(sample));
        String series =
                "orion_condition{kind=\"Service\",name=\"web\",namespace=\"cortex\",status=\"%s\",type=\"Ready\"}";
        assertThat(value(series.formatted("False"))).isEqualTo(1);
        assertThat(value(series.formatted("True"))).isZero();

        metrics.node().conditionsFrom(List::of);

        assertThat(metrics.scrape()).doesNotContain("orion_condition{");
    }

    @Test
    void actions_are_counted_by_outcome() {
        metrics.node().acted("StopContainer", new Outcome.Failed(500, "no"));

        assertThat(value("orion_actions_total{action=\"StopContainer\",outcome=\"Failed\"}"))
                .isEqualTo(1);
        assertThat(value("orion_actions_total{action=\"StopContainer\",outcome=\"Done\"}"))
                .isZero();
        assertThat(value("orion_actions_total{action=\"PullImage\",outcome=\"Unknown\"}"))
                .isZero();
    }

    @Test
    void an_observation_grows_old_and_never_negative() {
        metrics.node().observedAt(NOW.minusSeconds(42));
        assertThat(value("orion_observation_age_seconds")).isEqualTo(42);

        metrics.node().observedAt(NOW.plusSeconds(42));
        assertThat(metrics.node().observationAge()).isEqualTo(Duration.ZERO);
    }
}
