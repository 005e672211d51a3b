package io.senlin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.api.Wire.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request's body before any endpoint sees it. */
final class BodiesIT extends TestApi {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "1",
        "null",
        "\"text\"",
        "{}{}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,}",
        "{\"a\":1e999}",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\\udc00\":1}",
        "{\"a\":1}x",
        "// c\n{}"
      })
  void refusesABodyThatIsNoSoundJsonObject(String body) throws IOException {
    Reply reply = post(body.isEmpty() ? " " : body, JSON);
    assertThat(reply.status()).describedAs(reply.body()).isEqualTo(400);
    assertThat(message(reply)).startsWith("The request body ");
  }

  @Test
  void refusesABodyThatIsNotUtf8() throws IOException {
    byte[] head =
        ("POST /v1/echo HTTP/1.1\r\nHost: localhost\r\n"
                + JSON
                + "\r\nContent-Length: 9\r\n\r\n{\"a\":\"")
            .getBytes(StandardCharsets.UTF_8);
    byte[] request = java.util.Arrays.copyOf(head, head.length + 3);
    request[head.length] = (byte) 0xff;
    request[head.length + 1] = '"';
    request[head.length + 2] = '}';
    assertThat(message(Wire.send(server.port(), request)))
        .isEqualTo("The request body is not UTF-8.");
  }

  @Test
  void refusesJsonBeyondItsLimits() throws IOException {
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    assertThat(message(post(deep, JSON))).contains("nesting depth");
    String longName = "{\"" + "n".repeat(2000) + "\":1}";
    assertThat(message(post(longName, JSON))).contains("beyond a limit");
    String longNumber = "{\"a\":1" + "0".repeat(200) + "}";
    assertThat(message(post(longNumber, JSON))).contains("beyond a limit");
  }

  @Test
  void refusesABodyThatIsTooLarge() throws IOException {
    String large = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
    Reply reply = post(large, JSON);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(json(reply).path("error").path("code").asInt()).isEqualTo(413);
    assertThat(get("/v1/things/1").status()).isEqualTo(200);
  }

  @Test
  void refusesABodyOfUnknownLengthThatTurnsOutTooLarge() throws IOException {
    String head =
        "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\n"
            + JSON
            + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    StringBuilder body = new StringBuilder(head);
    for (int i = 0; i < 40; i++) {
      body.append("8000\r\n").append("x".repeat(0x8000)).append("\r\n");
    }
    assertThat(Wire.send(server.port(), body + "0\r\n\r\n").status()).isEqualTo(413);
  }

  @Test
  void answersWhatItDoesNotReadBeforeItCloses() throws IOException {
    String large = "x".repeat(8 << 20);
    assertThat(request("POST", "/v1/nothing", large, JSON).status()).isEqualTo(404);
    assertThat(post(large, "Content-Type: text/plain").status()).isEqualTo(415);
    assertThat(post(large, JSON, "Origin: https://evil.example").status()).isEqualTo(403);
  }

  @Test
  void goesOnWithTheConnectionAfterARefusedBody() throws IOException {
    String large = "{\"a\":\"" + "x".repeat(2 << 20) + "\"}";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String head =
          "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: %d\r\n\r\n"
              .formatted(JSON, large.length());
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write((head + large).getBytes(StandardCharsets.UTF_8));
      assertThat(Wire.read(socket.getInputStream()).status()).isEqualTo(413);
      String next = "GET /v1/things/2 HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(next.getBytes(StandardCharsets.UTF_8));
      assertThat(Wire.read(socket.getInputStream()).body()).isEqualTo("{\"thing\":\"2\"}");
    }
  }

  @Test
  void survivesAClientThatLeavesInTheMiddleOfItsBody() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String part =
          "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\n"
              + JSON
              + "\r\nContent-Length: 50\r\n\r\n{";
      socket.getOutputStream().write(part.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        in.readAllBytes();
      }
    }
    assertThat(get("/v1/things/1").status()).isEqualTo(200);
  }
}
