package io.senlin.api;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.senlin.delivery.Delivery;
import io.senlin.delivery.DispatcherState;
import io.senlin.delivery.DispatcherStatus;
import io.senlin.journal.Journal;
import io.senlin.store.retention.RetentionRun;
import io.senlin.store.retention.RetentionRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What is counted, in Prometheus' text format. Thread-safe. */
final class Metrics {
  static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double MILLIS = 1000;
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests;
  private final Histogram seconds;

  Metrics() {
    requests =
        Counter.builder()
            .name("senlin_http_requests_total")
            .help("Requests answered.")
            .labelNames("method", "route", "status")
            .register(registry);
    seconds =
        Histogram.builder()
            .name("senlin_http_request_seconds")
            .help("Time from the first byte of a request to the last of its answer.")
            .labelNames("method", "route")
            .classicOnly()
            .register(registry);
  }

  /** Shows from now on how the events fare. */
  void watch(Journal journal, Delivery delivery) {
    CounterWithCallback.builder()
        .name("senlin_events_total")
        .help("Events ever appended to the journal.")
        .labelNames("partition")
        .callback(
            out ->
                journal.partitions().forEach(name -> out.call((double) journal.head(name), name)))
        .register(registry);
    counter(delivery, "delivered_total", "Events delivered.", DispatcherStatus::delivered);
    counter(delivery, "filtered_total", "Events left out by the filter.", s -> s.filtered());
    counter(delivery, "retried_total", "Attempts repeated.", DispatcherStatus::retried);
    counter(delivery, "missed_total", "Events deleted before delivery.", DispatcherStatus::missed);
    gauge(delivery, "dead_letters", "Events given up and kept.", DispatcherStatus::dead);
    gauge(delivery, "lag_events", "Events not done yet.", DispatcherStatus::lagEvents);
    gauge(delivery, "lag_seconds", "Age of the oldest event not done.", Metrics::lagSeconds);
    gauge(
        delivery,
        "running",
        "1 while it delivers without failing.",
        status -> status.state() == DispatcherState.RUNNING ? 1 : 0);
  }

  /** Shows from now on what the last deletion of old events and actions did. */
  void watch(RetentionRuns runs) {
    retention(
        runs, "began_seconds", "When it began.", run -> run.beganAt().toEpochMilli() / MILLIS);
    retention(runs, "seconds", "How long it took.", Metrics::seconds);
    retention(runs, "events", "Events it deleted.", RetentionRun::events);
    retention(runs, "actions", "Actions it deleted.", RetentionRun::actions);
    retention(runs, "failed", "1 if it ended early.", run -> run.error().isPresent() ? 1 : 0);
  }

  private static double seconds(RetentionRun run) {
    return run.took().map(took -> took.toMillis() / MILLIS).orElse(Double.NaN);
  }

  private void retention(
      RetentionRuns runs, String name, String help, ToDoubleFunction<RetentionRun> value) {
    GaugeWithCallback.builder()
        .name("senlin_retention_last_run_" + name)
        .help("The last deletion of old events and actions: " + help)
        .callback(out -> runs.last().ifPresent(run -> out.call(value.applyAsDouble(run))))
        .register(registry);
  }

  private static double lagSeconds(DispatcherStatus status) {
    return status.lag().map(Duration::toMillis).map(millis -> millis / MILLIS).orElse(Double.NaN);
  }

  private void counter(
      Delivery delivery, String name, String help, ToDoubleFunction<DispatcherStatus> value) {
    CounterWithCallback.builder()
        .name("senlin_dispatcher_" + name)
        .help(help)
        .labelNames("dispatcher")
        .callback(
            out ->
                delivery
                    .statuses()
                    .forEach(status -> out.call(value.applyAsDouble(status), status.name())))
        .register(registry);
  }

  private void gauge(
      Delivery delivery, String name, String help, ToDoubleFunction<DispatcherStatus> value) {
    GaugeWithCallback.builder()
        .name("senlin_dispatcher_" + name)
        .help(help)
        .labelNames("dispatcher")
        .callback(
            out ->
                delivery
                    .statuses()
                    .forEach(status -> out.call(value.applyAsDouble(status), status.name())))
        .register(registry);
  }

  /** Counts an answer. */
  void served(Route route, int status, long nanos) {
    requests.labelValues(route.method(), route.pattern(), Integer.toString(status)).inc();
    seconds.labelValues(route.method(), route.pattern()).observe(nanos / NANOS);
  }

  /** All of it. */
  String text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
