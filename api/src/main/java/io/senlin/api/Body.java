package io.senlin.api;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.media.ReadableEntity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The bytes a request carries. What is not wanted of it is read and thrown away before the answer
 * is sent, within bounds: a client still writing when the connection closes may never see the
 * answer.
 */
final class Body {
  private static final int MAX_DISCARDED_BYTES = 16 << 20;
  private static final int CHUNK_BYTES = 16 << 10;

  private final InputStream bytes;
  private final int maxBytes;

  Body(ReadableEntity entity, int maxBytes) {
    this.bytes = entity.hasEntity() ? entity.inputStream() : InputStream.nullInputStream();
    this.maxBytes = maxBytes;
  }

  /**
   * All of it.
   *
   * @throws HttpError if it is too large, or ends too early
   */
  byte[] read() {
    try {
      byte[] read = bytes.readNBytes(maxBytes + 1);
      if (read.length > maxBytes) {
        throw HttpError.of(
            Fault.TOO_LARGE,
            "The request body is larger than the %d bytes this server takes.".formatted(maxBytes));
      }
      return read;
    } catch (IOException | UncheckedIOException | InsufficientDataAvailableException e) {
      throw HttpError.badRequest("The request body ended before its time.");
    }
  }

  /**
   * Reads what is left, up to a bound.
   *
   * @return whether the connection can go on: nothing is left
   */
  boolean discard() {
    try {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int left = MAX_DISCARDED_BYTES; left > 0; ) {
        int count = bytes.read(chunk);
        if (count < 0) {
          return true;
        }
        left -= count;
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return false; // the client is gone, or sends nonsense: there is nothing to wait for
    }
  }
}
