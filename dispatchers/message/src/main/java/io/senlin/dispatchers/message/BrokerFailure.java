package io.senlin.dispatchers.message;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The broker did not take notifications. The message is a sentence for an operator: which broker,
 * what is wrong, what to do. It shows no password, and stays the same while the trouble does.
 */
final class BrokerFailure extends IOException {
  private static final int ACCESS_REFUSED = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 406;
  private static final int CONNECTION_FORCED = 320;
  private static final int NOT_ALLOWED = 530;

  private final String message;
  private final boolean unreachable;

  BrokerFailure(String message) {
    this(message, null, false);
  }

  private BrokerFailure(String message, @Nullable Throwable cause, boolean unreachable) {
    super(message, cause);
    this.message = message;
    this.unreachable = unreachable;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** No broker could be connected to, each for its reason. */
  static BrokerFailure unreachable(List<BrokerFailure> reasons) {
    return new BrokerFailure(
        reasons.stream().map(BrokerFailure::getMessage).collect(Collectors.joining("; ")),
        reasons.getFirst(),
        true);
  }

  /** Whether there is no connection at all, so that a pause is due before the next attempt. */
  boolean isUnreachable() {
    return unreachable;
  }

  /** Puts what the client library threw into words. */
  static BrokerFailure of(Throwable cause, BrokerAddress broker, String virtualHost) {
    String place = "RabbitMQ at " + broker + " ";
    return new BrokerFailure(place + problem(cause, broker, virtualHost), cause, false);
  }

  /** Whether the broker found a message larger than it takes: no repetition helps. */
  boolean tooLarge() {
    return message.contains("larger than configured max size");
  }

  private static String problem(Throwable cause, BrokerAddress broker, String virtualHost) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      switch (at) {
        case PossibleAuthenticationFailureException refused -> {
          return "refuses the user '%s': no such user, or a wrong password; correct transport_url"
              .formatted(broker.user());
        }
        case ShutdownSignalException closed when closed.getReason() != null -> {
          return closed(closed, broker, virtualHost);
        }
        case UnknownHostException unknown -> {
          return "cannot be found: the host name is unknown; correct transport_url";
        }
        case ConnectException refused -> {
          return "cannot be reached: " + refused.getMessage();
        }
        case NoRouteToHostException unreachable -> {
          return "cannot be reached: " + unreachable.getMessage();
        }
        case SSLException tls -> {
          return "cannot be spoken to with TLS: %s; check ssl, ssl_ca_file and the broker's port"
              .formatted(root(tls));
        }
        case SocketTimeoutException late -> {
          return "does not answer";
        }
        case TimeoutException late -> {
          return "does not answer";
        }
        case EOFException ended -> {
          return "has ended the connection";
        }
        default -> {} // look at what caused it
      }
    }
    return "is lost: " + root(cause);
  }

  private static String closed(
      ShutdownSignalException closed, BrokerAddress broker, String virtualHost) {
    int code;
    String text;
    switch (closed.getReason()) {
      case AMQP.Connection.Close reason -> {
        code = reason.getReplyCode() == NOT_FOUND ? NOT_ALLOWED : reason.getReplyCode();
        text = reason.getReplyText();
      }
      case AMQP.Channel.Close reason -> {
        code = reason.getReplyCode();
        text = reason.getReplyText();
      }
      default -> {
        return "has ended the connection: " + closed.getReason();
      }
    }
    return switch (code) {
      case NOT_ALLOWED ->
          "refuses the virtual host '%s' to the user '%s' (%s); create it, allow it, or correct transport_url"
              .formatted(virtualHost, broker.user(), text);
      case ACCESS_REFUSED ->
          "forbids it to the user '%s' (%s); grant permissions with rabbitmqctl set_permissions"
              .formatted(broker.user(), text);
      case PRECONDITION_FAILED -> precondition(text);
      case NOT_FOUND ->
          "lacks an exchange or queue (%s); it will be declared again".formatted(text);
      case CONNECTION_FORCED -> "has closed the connection (%s)".formatted(text);
      default -> "has ended the conversation (%s)".formatted(text);
    };
  }

  private static String precondition(String text) {
    return text.contains("inequivalent arg")
        ? "has an exchange or queue with other arguments (%s); set amqp_durable_queues,"
                .formatted(text)
            + " rabbit_quorum_queue and queue_* as its other users do, or delete it"
        : "refuses it (%s)".formatted(text);
  }

  private static String root(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
