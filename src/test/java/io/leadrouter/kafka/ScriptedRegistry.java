package io.leadrouter.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;

/** A registry that answers what it is told to, in order, and remembers what it was asked. */
final class ScriptedRegistry implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

  record Request(String line, String authorization, String body) {}

  private record Answer(int status, String body) {}

  ScriptedRegistry() {
    this(plain());
  }

  ScriptedRegistry(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.setExecutor(thread);
    server.start();
  }

  ScriptedRegistry then(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  ScriptedRegistry thenSchema(Schema schema) {
    return then(200, json(Map.of("schema", schema.toString())));
  }

  ScriptedRegistry thenId(int id) {
    return then(200, json(Map.of("id", id)));
  }

  /** An answer that ends the connection half-way. */
  ScriptedRegistry thenBreakOff() {
    return then(0, "");
  }

  String url() {
    return "http://" + authority();
  }

  String authority() {
    return "localhost:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      Answer answer = answers.isEmpty() ? new Answer(500, "{}") : answers.remove();
      if (answer.status() == 0) {
        return;
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static HttpServer plain() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Map<String, ?> answer) {
    try {
      return new ObjectMapper().writeValueAsString(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
