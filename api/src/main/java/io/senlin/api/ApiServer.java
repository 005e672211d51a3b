package io.senlin.api;

import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.senlin.delivery.Delivery;
import io.senlin.dispatchers.database.EventTable;
import io.senlin.engine.Engine;
import io.senlin.journal.Journal;
import io.senlin.store.retention.RetentionRuns;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API, listening. Thread-safe; each request has its own virtual thread.
 *
 * <p>{@link #close} ends the streams of events, takes no new request, lets those that run finish
 * within {@link ApiSettings#stopLimit}, and returns when the port is free.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  private final WebServer server;
  private final Streams streams;

  private ApiServer(WebServer server, Streams streams) {
    this.server = server;
    this.streams = streams;
  }

  /**
   * Starts to listen.
   *
   * @param events where the database dispatcher keeps events
   * @param journal where live events are read
   * @param runs what became of old events and actions
   * @throws IllegalStateException if the port is taken, with a sentence that says so
   */
  public static ApiServer start(
      ApiSettings settings,
      Engine engine,
      EventTable events,
      Journal journal,
      Delivery delivery,
      RetentionRuns runs) {
    Metrics metrics = new Metrics();
    metrics.watch(journal, delivery);
    metrics.watch(runs);
    Streams streams = new Streams();
    Json json = settings.json();
    return start(
        settings,
        metrics,
        streams,
        routes -> {
          new MonitoringResource(engine, metrics).register(routes);
          new ServicesResource(engine).register(routes);
          new ProfileTypesResource(engine.profileTypes()).register(routes);
          new ProfilesResource(engine.profiles()).register(routes);
          new ClustersResource(engine.clusters()).register(routes);
          new ClusterActionsResource(engine.clusters()).register(routes);
          new NodesResource(engine.nodes()).register(routes);
          new ActionsResource(engine.actions()).register(routes);
          new EventStreamResource(journal, streams, settings.heartbeat()).register(routes);
          new EventsResource(events, new LiveClusters(engine.clusters()), json).register(routes);
          new DispatchersResource(delivery, journal, json).register(routes);
          new RetentionResource(runs).register(routes);
          PoliciesResource.register(routes);
        });
  }

  /** The same with any endpoints. */
  static ApiServer start(
      ApiSettings settings, Metrics metrics, Streams streams, Consumer<Routes> endpoints) {
    Json json = settings.json();
    Boundary boundary =
        new Boundary(new Gatekeeper(settings.loopback()), settings.maxBodyBytes(), json, metrics);
    HttpRouting.Builder routing = HttpRouting.builder();
    Routes routes = new Routes(routing, boundary);
    VersionsResource.register(routes);
    endpoints.accept(routes);
    routes.absent(VersionsResource::absent);
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownGracePeriod(settings.stopLimit())
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .directHandlers(transportErrors(json))
            .routing(routing)
            .build();
    server.start();
    if (!server.isRunning()) { // the web server logs why, and does not throw
      throw new IllegalStateException(
          "the API cannot listen on %s:%d; does another engine run there?"
              .formatted(settings.host(), settings.port()));
    }
    LOG.info("the API listens on http://{}:{}", settings.host(), server.port());
    return new ApiServer(server, streams);
  }

  /** What is answered to bytes that never became a request. */
  private static DirectHandlers transportErrors(Json json) {
    DirectHandler handler = new TransportErrors(json);
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    streams.close();
    server.stop();
    LOG.info("the API has stopped");
  }
}
