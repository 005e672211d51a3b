package io.senlin.testkit.brokers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network between clients and a broker that a test can break at once: it cuts every connection,
 * or takes what it is sent and passes nothing on. Thread-safe.
 */
public final class Relay implements AutoCloseable {
  private enum State {
    WELL,
    CUT,
    SILENT
  }

  private final int target;
  private final ServerSocket listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Socket> sockets = new HashSet<>();
  private State state = State.WELL;

  private Relay(int target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  /** Starts one to a port of this host. */
  public static Relay to(int target) throws IOException {
    Relay relay = new Relay(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(relay::accept);
    return relay;
  }

  /** Where clients connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Cuts every connection there is, and each new one at once. */
  public void cut() throws IOException {
    become(State.CUT);
  }

  /** Passes nothing on, and says nothing. */
  public void silence() throws IOException {
    become(State.SILENT);
  }

  /** Works again. */
  public void restore() throws IOException {
    become(State.WELL);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void become(State next) throws IOException {
    lock.lock();
    try {
      state = next;
      if (next == State.CUT) {
        for (Socket socket : sockets) {
          socket.close();
        }
        sockets.clear();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    try {
      while (true) {
        connect(listener.accept());
      }
    } catch (IOException closed) {
      // nobody is served any more
    }
  }

  private void connect(Socket client) throws IOException {
    Socket broker = new Socket();
    lock.lock();
    try {
      if (state == State.CUT) {
        client.close();
        return;
      }
      sockets.add(client);
      sockets.add(broker);
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().start(() -> serve(client, broker));
  }

  private void serve(Socket client, Socket broker) {
    try {
      broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      Thread.ofVirtual().start(() -> pump(broker, client));
    } catch (IOException unreachable) {
      // the client finds out at once
    }
    pump(client, broker);
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitSound();
        out.write(buffer, 0, read);
      }
    } catch (IOException cut) {
      // as in a real network
    }
  }

  private void awaitSound() {
    lock.lock();
    try {
      while (state == State.SILENT) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
