package io.senlin.delivery.filter;

import io.cloudevents.sql.EvaluationException;
import io.cloudevents.sql.ParseException;
import io.cloudevents.sql.Parser;
import io.cloudevents.sql.Result;
import io.senlin.spi.Event;
import java.util.stream.Collectors;

/**
 * A CloudEvents SQL expression over an event, compiled once; {@link EventAttributes} has the names
 * it may use. Immutable.
 */
final class Expression {
  private final String text;
  private final io.cloudevents.sql.Expression compiled;

  private Expression(String text, io.cloudevents.sql.Expression compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException if it is none, or has no answer whatever the event; the
   *     message completes "the value …"
   */
  static Expression of(String text) {
    io.cloudevents.sql.Expression compiled = parse(text);
    Mistakes.in(compiled)
        .ifPresent(
            mistake -> {
              throw new IllegalArgumentException(mistake);
            });
    return new Expression(text, compiled);
  }

  private static io.cloudevents.sql.Expression parse(String text) {
    try {
      return Parser.parseDefault(text);
    } catch (ParseException wrong) {
      throw none(String.valueOf(wrong.getMessage()), wrong);
    } catch (RuntimeException wrong) { // the parser stumbles over some errors itself
      throw none("it ends too early, or a word in it is in the wrong place", wrong);
    }
  }

  private static IllegalArgumentException none(String why, RuntimeException cause) {
    return new IllegalArgumentException(
        "is no CloudEvents SQL expression (%s)".formatted(why), cause);
  }

  /**
   * Whether the expression is true of an event.
   *
   * @throws FilterFailed if it cannot be evaluated, or is neither true nor false
   */
  boolean isTrueOf(Event event) throws FilterFailed {
    Result result = compiled.evaluate(new EventAttributes(event));
    if (result.isFailed()) {
      String causes =
          result.causes().stream()
              .map(EvaluationException::getMessage)
              .collect(Collectors.joining("; "));
      throw failed(event, causes);
    }
    if (result.value() instanceof Boolean answer) {
      return answer;
    }
    throw failed(event, "its value is '" + result.value() + "', neither true nor false");
  }

  private FilterFailed failed(Event event, String why) {
    return new FilterFailed(
        "filter '%s' has no answer for event %s: %s; correct it in senlin.conf"
            .formatted(text, event.details().id(), why));
  }
}
