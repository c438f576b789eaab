package io.leadrouter.kafka;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * The HTTP clients of all serializers. Those with the same settings share one, because each runs a
 * thread of its own; one that no serializer holds any longer ends with its thread.
 */
final class RegistryHttp {

  private static final Map<Settings, WeakReference<HttpClient>> SHARED = new HashMap<>();

  private record Settings(Duration connectTimeout, Map<String, Object> tls) {}

  private RegistryHttp() {}

  /**
   * @param tls Kafka's {@code ssl.*} settings; empty to trust what Java trusts
   * @throws ConfigException for settings that give no TLS context
   */
  static HttpClient client(Duration connectTimeout, Map<String, Object> tls) {
    Settings settings = new Settings(connectTimeout, tls);
    synchronized (SHARED) {
      SHARED.values().removeIf(each -> each.get() == null);
      WeakReference<HttpClient> shared = SHARED.get(settings);
      HttpClient client = shared == null ? null : shared.get();
      if (client == null) {
        client = make(settings);
        SHARED.put(settings, new WeakReference<>(client));
      }
      return client;
    }
  }

  private static HttpClient make(Settings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(settings.connectTimeout());
    if (!settings.tls().isEmpty()) {
      AbstractConfig tls =
          new AbstractConfig(new ConfigDef().withClientSslSupport(), settings.tls(), false);
      builder.sslContext(context(tls)).sslParameters(parameters(tls));
    }
    return builder.build();
  }

  /** Reads key and trust stores, JKS, PKCS12 or PEM, in files or in the configuration itself. */
  private static SSLContext context(AbstractConfig tls) {
    if ("".equals(tls.getString(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG))) {
      throw new ConfigException(
          RegistrySettings.CLIENT_PREFIX
              + SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG
              + ": the registry's host name is always checked; give the registry a certificate for its name");
    }
    // Kafka's brokers and the registry then understand the same settings in the same way.
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(tls.values());
      return factory.sslContext();
    } catch (RuntimeException e) {
      throw new ConfigException(
          "The settings under %sssl. give no TLS context: %s"
              .formatted(RegistrySettings.CLIENT_PREFIX, e.getMessage()));
    }
  }

  private static SSLParameters parameters(AbstractConfig tls) {
    SSLParameters parameters = new SSLParameters();
    List<String> protocols = tls.getList(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG);
    if (protocols != null) {
      parameters.setProtocols(protocols.toArray(String[]::new));
    }
    List<String> suites = tls.getList(SslConfigs.SSL_CIPHER_SUITES_CONFIG);
    if (suites != null && !suites.isEmpty()) {
      parameters.setCipherSuites(suites.toArray(String[]::new));
    }
    return parameters;
  }
}
