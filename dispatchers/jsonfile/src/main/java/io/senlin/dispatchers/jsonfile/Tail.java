package io.senlin.dispatchers.jsonfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * What stands behind the last line break of a file. A crash in the middle of a write leaves part of
 * a line there.
 */
final class Tail {
  /** How every line of ours begins. */
  private static final byte[] PREFIX = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);

  private static final int BLOCK = 64 << 10;

  /** No event is nearly as large: a file like this is not ours. */
  private static final int MAX_BYTES = 64 << 20;

  private final long start;
  private final byte[] bytes;

  Tail(long start, byte[] bytes) {
    this.start = start;
    this.bytes = bytes.clone();
  }

  static Tail of(FileChannel file, long size) throws IOException {
    long start = size;
    while (start > 0 && size - start < MAX_BYTES) {
      int count = (int) Math.min(BLOCK, start);
      byte[] block = read(file, start - count, count);
      int last = count - 1;
      while (last >= 0 && block[last] != '\n') {
        last--;
      }
      start -= count;
      if (last >= 0) {
        start += last + 1;
        break;
      }
    }
    return new Tail(start, read(file, start, (int) (size - start)));
  }

  private static byte[] read(FileChannel file, long from, int count) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(count);
    while (block.hasRemaining() && file.read(block, from + block.position()) >= 0) {
      // reads on until the block is full, or the file shorter than it was
    }
    return block.array();
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Where in the file it begins. */
  long start() {
    return start;
  }

  int length() {
    return bytes.length;
  }

  /**
   * Whether a write of ours can have left it: it begins as our lines do, or is nothing but the
   * zeroes that a power cut leaves in the place of what was not on the disk yet.
   */
  boolean isOurs() {
    int zeroes = 0;
    while (zeroes < bytes.length && bytes[zeroes] == 0) {
      zeroes++;
    }
    if (zeroes == bytes.length) {
      return true;
    }
    for (int i = 0; i < Math.min(bytes.length, PREFIX.length); i++) {
      if (bytes[i] != PREFIX[i] && bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is one whole JSON object, so that nothing but the line break is missing. */
  boolean isWhole() {
    int depth = 0;
    boolean text = false;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == 0) {
        return false;
      }
      if (text) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          text = false;
        }
      } else if (b == '"') {
        text = true;
      } else if (b == '{') {
        depth++;
      } else if (b == '}' && --depth == 0) {
        return i == bytes.length - 1;
      }
    }
    return false;
  }
}
