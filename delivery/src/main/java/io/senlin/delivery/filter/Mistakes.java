package io.senlin.delivery.filter;

import io.cloudevents.sql.EvaluationException;
import io.cloudevents.sql.Expression;
import io.cloudevents.sql.Result;
import io.cloudevents.sql.impl.ExpressionInternal;
import io.cloudevents.sql.impl.ExpressionInternalVisitor;
import io.cloudevents.sql.impl.expressions.BaseBinaryExpression;
import io.cloudevents.sql.impl.expressions.BaseUnaryExpression;
import io.cloudevents.sql.impl.runtime.ExpressionImpl;
import io.senlin.spi.Action;
import io.senlin.spi.Cluster;
import io.senlin.spi.Context;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Finds what leaves an expression without an answer whatever the event: a name that no event has, a
 * function that does not exist, a word where a number belongs.
 *
 * <p>Each part is evaluated by itself, as the whole leaves some out. Texts that people choose are
 * numbers in the event it is tried on: whether they can be compared with a number depends on the
 * event.
 */
final class Mistakes {
  private static final String NUMBER = "11111111";
  private static final EventAttributes SAMPLE = new EventAttributes(sample());

  private Mistakes() {}

  /** What is wrong, as the end of a sentence about the expression; empty if nothing is. */
  static Optional<String> in(Expression compiled) {
    Optional<String> senseless =
        parts(compiled)
            .flatMap(part -> new ExpressionImpl(part).evaluate(SAMPLE).causes().stream())
            .flatMap(cause -> always(cause).stream())
            .findFirst();
    Result result = compiled.evaluate(SAMPLE);
    return senseless.isPresent() || result.value() instanceof Boolean
        ? senseless
        : Optional.of("is neither true nor false of an event");
  }

  private static Optional<String> always(EvaluationException cause) {
    return switch (cause.getKind()) {
      case MISSING_ATTRIBUTE ->
          Optional.of(
              "names %s, which no event has; the names are %s"
                  .formatted(cause.getExpressionText(), String.join(", ", EventAttributes.NAMES)));
      case MISSING_FUNCTION, CAST ->
          Optional.of("has an answer for no event (%s)".formatted(cause.getMessage()));
      case FUNCTION_EVALUATION, MATH, GENERIC -> Optional.empty(); // may depend on the event
    };
  }

  private static Stream<ExpressionInternal> parts(Expression compiled) {
    return compiled instanceof ExpressionImpl whole
        ? whole.getExpressionInternal().visit(new Parts())
        : Stream.empty();
  }

  /** An expression after all of its operands. */
  private static final class Parts
      implements ExpressionInternalVisitor<Stream<ExpressionInternal>> {
    @Override
    public Stream<ExpressionInternal> visitExpressionInternal(ExpressionInternal part) {
      return Stream.of(part);
    }

    @Override
    public Stream<ExpressionInternal> visitBaseBinaryExpression(BaseBinaryExpression part) {
      return Stream.of(
              part.getLeftOperand().visit(this),
              part.getRightOperand().visit(this),
              Stream.<ExpressionInternal>of(part))
          .flatMap(each -> each);
    }

    @Override
    public Stream<ExpressionInternal> visitBaseUnaryExpression(BaseUnaryExpression part) {
      return Stream.concat(part.getOperand().visit(this), Stream.of(part));
    }
  }

  private static Event sample() {
    Cluster cluster =
        new Cluster(
            NUMBER,
            NUMBER,
            NUMBER,
            0,
            -1,
            0,
            Duration.ZERO,
            "ACTIVE",
            NUMBER,
            Map.of(),
            Map.of(),
            Map.of(),
            NUMBER,
            NUMBER,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Action action =
        new Action(
            NUMBER,
            NUMBER,
            "CLUSTER_CHECK",
            NUMBER,
            Action.REQUESTED,
            "SUCCEEDED",
            NUMBER,
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            new Context(NUMBER, NUMBER, Optional.empty(), NUMBER),
            Optional.of(cluster));
    Details details = new Details(new UUID(0, 0), 1, Instant.EPOCH, "end", NUMBER, Map.of());
    return new Event(Level.INFO, action, details);
  }
}
