package io.leadrouter.ops;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * What the process answers over HTTP, from its construction until it is closed: {@code /metrics} in
 * Prometheus' text format, {@code /health/live} and {@code /health/ready} with 200 or 503, and
 * {@code /loggers} with the levels of the log, which whoever is on this machine can change.
 */
public final class HttpEndpoints implements AutoCloseable {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** Probes, scrapes and a few people. */
  private static final int MOST_THREADS = 16;

  private static final int LEAST_THREADS = 2;

  private static final String INDEX =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Lead Router</title></head>
      <body>
      <h1>Lead Router</h1>
      <ul>
      <li><a href="/metrics">/metrics</a>: for Prometheus</li>
      <li><a href="/health/live">/health/live</a>: 503 when only a restart can help</li>
      <li><a href="/health/ready">/health/ready</a>: 200 while leads are routed, here or by a standby</li>
      <li><a href="/loggers">/loggers</a>: levels of the log; PUT /loggers/NAME/LEVEL from this machine changes one</li>
      </ul>
      </body>
      </html>
      """;

  private final Javalin server;

  /**
   * Starts to answer.
   *
   * @param host to listen on; empty: every address of the machine
   * @param port 0: any free one, see {@link #port()}
   * @throws PortUnavailableException when it cannot listen there
   */
  public HttpEndpoints(String host, int port, PrometheusMeterRegistry registry, Health health) {
    server = Javalin.create(config -> configure(config, registry, health));
    try {
      if (host.isEmpty()) {
        server.start(port);
      } else {
        server.start(host, port);
      }
    } catch (JavalinBindException e) {
      server.stop();
      throw new PortUnavailableException(
          "The HTTP port %s%d is taken or not allowed: stop the program that has it, or choose another."
              .formatted(host.isEmpty() ? "" : host + ":", port),
          e);
    }
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void configure(
      JavalinConfig config, PrometheusMeterRegistry registry, Health health) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("http");
    config.jetty.threadPool = threads;
    config.routes.get("/", context -> context.html(INDEX));
    config.routes.get(
        "/metrics", context -> context.contentType(PROMETHEUS_TEXT).result(registry.scrape()));
    config.routes.get("/health/live", context -> answer(context, health.live()));
    config.routes.get("/health/ready", context -> answer(context, health.ready()));
    LogLevels levels = new LogLevels();
    config.routes.get("/loggers", context -> context.json(levels.levels()));
    config.routes.put("/loggers/{name}/{level}", context -> change(context, levels));
  }

  private static void change(Context context, LogLevels levels) throws UnknownHostException {
    if (!InetAddress.getByName(context.ip()).isLoopbackAddress()) {
      context
          .status(HttpStatus.FORBIDDEN)
          .result("Levels are changed from this machine only; a forwarded port will do.\n");
    } else if (levels.set(context.pathParam("name"), context.pathParam("level"))) {
      context.json(levels.levels());
    } else {
      context
          .status(HttpStatus.BAD_REQUEST)
          .result("A level is OFF, ERROR, WARN, INFO, DEBUG, TRACE or ALL.\n");
    }
  }

  private static void answer(Context context, Health.Condition condition) {
    context
        .status(condition.up() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .header("Cache-Control", "no-store")
        .json(condition);
  }
}
