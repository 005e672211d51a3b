package io.senlin.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The network between an engine and its database. While it is cut nothing comes through, in either
 * direction, not even that somebody hung up; what was on its way arrives when it is mended.
 * Thread-safe.
 */
final class Cable implements AutoCloseable {
  private final ServerSocket entry;
  private final int exitPort;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mended = lock.newCondition();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private boolean cut;

  private Cable(ServerSocket entry, int exitPort) {
    this.entry = entry;
    this.exitPort = exitPort;
  }

  /** Lays a cable from a free port to {@code exitPort}, both on the loopback address. */
  static Cable to(int exitPort) throws IOException {
    Cable cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), exitPort);
    Thread.ofVirtual().name("cable").start(cable::accept);
    return cable;
  }

  int port() {
    return entry.getLocalPort();
  }

  void cut() {
    set(true);
  }

  void mend() {
    set(false);
  }

  private void set(boolean value) {
    lock.lock();
    try {
      cut = value;
      mended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitMended() {
    lock.lock();
    try {
      while (cut) {
        mended.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        Socket near = entry.accept();
        sockets.add(near);
        Thread.ofVirtual().start(() -> connect(near));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket near) {
    awaitMended();
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), exitPort);
      sockets.add(far);
      Thread.ofVirtual().start(() -> carry(near, far));
      carry(far, near);
    } catch (IOException refused) {
      hangUp(near);
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        awaitMended();
        out.write(buffer, 0, count);
      }
    } catch (IOException broken) {
      // told to the other side below, as a network would
    }
    awaitMended();
    hangUp(from);
    hangUp(to);
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new IllegalStateException("a socket cannot be closed", gone);
    }
  }

  @Override
  public void close() throws IOException {
    entry.close();
    mend();
    sockets.forEach(Cable::hangUp);
  }
}
