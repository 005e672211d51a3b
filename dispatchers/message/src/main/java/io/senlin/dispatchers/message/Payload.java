package io.senlin.dispatchers.message;

import io.senlin.spi.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A versioned object of oslo: a name, a version, and the fields it has in that version.
 *
 * @param version {@code major.minor}; a field more raises the minor number, any other change the
 *     major one
 */
record Payload(String name, String version, List<Field> fields) {

  Payload {
    fields = List.copyOf(fields);
  }

  void write(JsonGenerator out, Event event) {
    out.writeStartObject();
    out.writeName("senlin_object.name");
    out.writeString(name);
    out.writeName("senlin_object.namespace");
    out.writeString("senlin");
    out.writeName("senlin_object.version");
    out.writeString(version);
    out.writeName("senlin_object.data");
    out.writeStartObject();
    for (Field field : fields) {
      out.writeName(field.name());
      @Nullable Object value = field.value().apply(event);
      if (value == null) {
        out.writeNull();
      } else {
        write(out, field.kind(), value, event);
      }
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Field.Kind kind, Object value, Event event) {
    switch (kind) {
      case TEXT -> out.writeString((String) value);
      case INTEGER -> out.writeNumber(((Number) value).longValue());
      case INSTANT -> out.writeString(Times.seconds((Instant) value));
      case PRECISE_INSTANT -> out.writeString(Times.micros((Instant) value));
      case EPOCH_SECONDS -> out.writeNumber(Times.epoch((Instant) value));
      case JSON_TEXT -> out.writeString(PythonJson.text((Map<?, ?>) value));
      case PAYLOAD -> ((Payload) value).write(out, event);
      case NOTHING -> out.writeNull();
    }
  }
}
