package io.senlin.benchmarks;

import io.senlin.dispatchers.jsonfile.JsonFileDispatcher;
import io.senlin.spi.Event;
import io.senlin.spi.Settings;
import io.senlin.testkit.Events;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Events per second through the {@code jsonfile} dispatcher against writing the same bytes
 * ready-made, both forced to the disk after each batch: events as the journal hands them over,
 * which it encoded when they were appended, and events that nobody has encoded yet.
 */
final class JsonFileBenchmark implements Benchmark {
  private static final int BATCH = 500;

  @Override
  public String name() {
    return "jsonfile";
  }

  @Override
  public List<Line> run(Scale scale, Scratch scratch) throws Exception {
    List<List<Event>> batches = batches(Events.seeded(4).next(scale.events()));
    List<byte[]> bytes = new ArrayList<>();
    for (List<Event> batch : batches) {
      bytes.add(lines(batch));
    }
    return List.of(
        new Comparison(
                "jsonfile : the same bytes written and forced",
                "events/s",
                () -> scratch.measure(folder -> dispatch(folder, appended(batches))),
                () -> scratch.measure(folder -> write(folder, bytes, scale.events())),
                new Goal.AtLeast(0.5))
            .run(scale.rounds()),
        new Reading(
            "jsonfile, where no event was encoded before",
            "events/s",
            median(scale.rounds(), () -> scratch.measure(f -> dispatch(f, fresh(batches))))));
  }

  private static double median(int rounds, Measurement measurement) throws Exception {
    double[] values = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      values[round] = measurement.measure();
    }
    return Median.of(values);
  }

  private static double dispatch(Path folder, List<List<Event>> batches)
      throws IOException, InterruptedException {
    JsonFileDispatcher dispatcher = new JsonFileDispatcher();
    Path file = folder.resolve("events.jsonl");
    dispatcher.open(Settings.of("jsonfile", dispatcher.options(), Map.of("path", file.toString())));
    long start = System.nanoTime();
    for (List<Event> batch : batches) {
      dispatcher.dumpAll(batch);
    }
    long took = System.nanoTime() - start;
    dispatcher.close();
    return batches.stream().mapToInt(List::size).sum() * 1e9 / took;
  }

  private static double write(Path folder, List<byte[]> batches, int events) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("raw.jsonl"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.APPEND)) {
      long start = System.nanoTime();
      for (byte[] batch : batches) {
        ByteBuffer left = ByteBuffer.wrap(batch);
        while (left.hasRemaining()) {
          file.write(left);
        }
        file.force(false);
      }
      return events * 1e9 / (System.nanoTime() - start);
    }
  }

  private static List<List<Event>> batches(List<Event> events) {
    List<List<Event>> batches = new ArrayList<>();
    for (int from = 0; from < events.size(); from += BATCH) {
      batches.add(events.subList(from, Math.min(from + BATCH, events.size())));
    }
    return batches;
  }

  /** The same events in the state in which they come from the journal's memory. */
  private static List<List<Event>> appended(List<List<Event>> batches) {
    return each(
        batches, event -> event.at(event.details().sequence(), event.details().timestamp()));
  }

  private static List<List<Event>> fresh(List<List<Event>> batches) {
    return each(batches, event -> new Event(event.level(), event.action(), event.details()));
  }

  private static List<List<Event>> each(List<List<Event>> batches, UnaryOperator<Event> copy) {
    return batches.stream().map(batch -> batch.stream().map(copy).toList()).toList();
  }

  private static byte[] lines(List<Event> events) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Event event : events) {
      lines.writeBytes(event.json());
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
