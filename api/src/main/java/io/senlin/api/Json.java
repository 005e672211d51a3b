package io.senlin.api;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one place where JSON is read and written. Reads strictly: UTF-8 only, no key twice, nothing
 * after the end, bounded depth, names and numbers, no text that a database cannot hold. Writes keys
 * in alphabetical order, as Senlin does. Thread-safe.
 */
final class Json {
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};
  private static final int MAX_NAME_CHARACTERS = 1024;
  private static final int MAX_NUMBER_CHARACTERS = 100;

  private final JsonMapper mapper;

  Json(int maxNestingDepth, int maxBytes) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(maxNestingDepth)
            .maxNameLength(MAX_NAME_CHARACTERS)
            .maxNumberLength(MAX_NUMBER_CHARACTERS)
            .maxStringLength(maxBytes)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT) // a list that breaks off is no list
            .build();
    mapper =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
  }

  byte[] write(@Nullable Object value) {
    return mapper.writeValueAsBytes(value);
  }

  /** Reads a JSON object that we wrote. */
  Map<String, @Nullable Object> object(String ours) {
    return mapper.readValue(ours, OBJECT);
  }

  /** Writes a list that is read while it is written, as the one field of an object. */
  void write(OutputStream out, String name, List<?> first, Iterator<? extends List<?>> rest) {
    try (JsonGenerator generator = mapper.createGenerator(out)) {
      generator.writeStartObject();
      generator.writeArrayPropertyStart(name);
      first.forEach(generator::writePOJO);
      rest.forEachRemaining(page -> page.forEach(generator::writePOJO));
      generator.writeEndArray();
      generator.writeEndObject();
    }
  }

  /**
   * Reads the body of a request.
   *
   * @throws HttpError if it is not one JSON object within the limits
   */
  Map<String, @Nullable Object> object(byte[] body) {
    Object value = parse(decode(body));
    if (!(value instanceof Map<?, ?> map)) {
      throw HttpError.badRequest("The request body must be a JSON object.");
    }
    check(map);
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) map;
    return object;
  }

  private static String decode(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw HttpError.badRequest("The request body is not UTF-8.");
    }
  }

  private @Nullable Object parse(String body) {
    try {
      return mapper.readValue(body, Object.class);
    } catch (StreamConstraintsException e) {
      throw HttpError.badRequest(
          "The request body is beyond a limit: " + e.getOriginalMessage() + ".");
    } catch (JacksonException e) {
      throw HttpError.badRequest(
          "The request body is not valid JSON: " + e.getOriginalMessage() + where(e.getLocation()));
    }
  }

  private static String where(@Nullable TokenStreamLocation location) {
    return location == null
        ? "."
        : " (line %d, column %d).".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static void check(@Nullable Object value) {
    switch (value) {
      case String text -> checkText(text);
      case Double number when !Double.isFinite(number) ->
          throw HttpError.badRequest("The request body has a number that is too large.");
      case List<?> list -> list.forEach(Json::check);
      case Map<?, ?> map ->
          map.forEach(
              (name, item) -> {
                check(name);
                check(item);
              });
      case null, default -> {}
    }
  }

  private static void checkText(String text) {
    boolean broken = text.codePoints().anyMatch(c -> c == 0 || isSurrogate(c));
    if (broken) {
      throw HttpError.badRequest(
          "The request body has a text with a NUL or half a surrogate pair, which cannot be"
              + " stored.");
    }
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
