package io.leadrouter.cli;

import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: the router, until it is told to stop. */
@Command(
    name = "run",
    description = {
      "Routes leads until it is stopped.",
      "",
      "Configured by a properties file and by environment variables, which override it: LEADROUTER_HTTP_PORT is"
          + " http.port; the prefix goes, letters become small, _ becomes a dot. Keys of Kafka's clients and of Kafka"
          + " Streams pass through unchanged, also with the prefixes consumer., producer., admin. and so on, as do those"
          + " of Confluent's serializers (auto.register.schemas, basic.auth.user.info …)."
    })
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--check",
      description = "Check the configuration, without asking brokers or registry, and end.")
  private boolean check;

  @Override
  public Integer call() throws InterruptedException {
    RouterConfig config = cluster.config();
    Preflight preflight = new Preflight(config);
    if (check) {
      preflight.checkConfig();
      return Main.DONE;
    }
    RunLog.begin(config.logsJson());
    preflight.check();
    try (Router router = new Router(config)) {
      Runtime.getRuntime().addShutdownHook(new Thread(router::close, "stop-router"));
      router.start();
      LOG.info(
          "Routing on {}; metrics and health at http://{}:{}",
          config.bootstrapServers(),
          config.httpHost(),
          router.httpPort());
      return router.awaitStopped() ? Main.DONE : Main.FAILED;
    }
  }
}
