package io.senlin.api;

import io.helidon.webserver.sse.SseSink;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers.
 *
 * @param headers those besides the ones that every answer has
 */
record Answer(int status, Map<String, String> headers, Content content) {
  Answer {
    headers = Map.copyOf(headers);
  }

  /** The body of an answer. */
  sealed interface Content {
    /** A JSON-like value. */
    record Json(@Nullable Object value) implements Content {}

    /**
     * A list that is too long to hold at once, under its name; the rest is read while it is
     * written.
     */
    record Pages(String name, List<?> first, Iterator<? extends List<?>> rest) implements Content {}

    /** Bytes of a given type. */
    record Text(String type, String text) implements Content {}

    /** Events that go on until the server or the client ends them. */
    record Events(EventSource source) implements Content {}

    /** No body. */
    record None() implements Content {}
  }

  /** Writes events as long as there is somebody to read them. */
  @FunctionalInterface
  interface EventSource {
    void writeTo(SseSink sink) throws InterruptedException;
  }

  static Answer json(int status, @Nullable Object value) {
    return new Answer(status, Map.of(), new Content.Json(value));
  }

  /** 200 with one value under its name. */
  static Answer ok(String name, @Nullable Object value) {
    return json(200, Collections.singletonMap(name, value));
  }

  /** 200 with a list under its name, written piece by piece. */
  static Answer pages(String name, List<?> first, Iterator<? extends List<?>> rest) {
    return new Answer(200, Map.of(), new Content.Pages(name, first, rest));
  }

  /** 202 without a body. */
  static Answer accepted() {
    return new Answer(202, Map.of(), new Content.None());
  }

  static Answer noContent() {
    return new Answer(204, Map.of(), new Content.None());
  }

  Answer withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, content);
  }
}
