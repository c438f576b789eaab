package io.leadrouter.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a pod's container would see, in a directory of this machine: its configuration with the
 * secrets that are mounted, its environment and its arguments, with the paths put right.
 */
final class PodFiles {
  private static final String CONFIG = "/etc/lead-router";
  private static final String STATE = "/var/lib/lead-router";

  private final Container container;
  private final UnaryOperator<String> here;
  private final UnaryOperator<String> secrets;

  /**
   * @param secrets what a secret holds, by its name and key as {@code name/key}
   * @param rewritten what else is another on this machine, such as addresses
   */
  PodFiles(
      Manifests manifests,
      PodSpec pod,
      UnaryOperator<String> secrets,
      Path directory,
      UnaryOperator<String> rewritten)
      throws IOException {
    this.container = pod.getContainers().get(0);
    this.secrets = secrets;
    this.here =
        text ->
            rewritten.apply(
                text.replace(CONFIG, directory.resolve("etc").toString())
                    .replace(STATE, directory.resolve("state").toString()));
    Volume config =
        pod.getVolumes().stream()
            .filter(volume -> volume.getName().equals("config"))
            .findFirst()
            .orElseThrow();
    for (VolumeProjection source : config.getProjected().getSources()) {
      if (source.getConfigMap() != null) {
        var map = manifests.one(ConfigMap.class, source.getConfigMap().getName());
        for (var file : map.getData().entrySet()) {
          write(directory, file.getKey(), here.apply(file.getValue()));
        }
      } else {
        for (KeyToPath item : source.getSecret().getItems()) {
          write(
              directory,
              item.getPath(),
              secrets.apply(source.getSecret().getName() + "/" + item.getKey()));
        }
      }
    }
  }

  List<String> arguments() {
    return container.getArgs().stream().map(here).toList();
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), value(variable));
    }
    return environment;
  }

  private String value(EnvVar variable) {
    if (variable.getValue() != null) {
      return variable.getValue();
    }
    var secret = variable.getValueFrom().getSecretKeyRef();
    return secret == null
        ? Chart.NAME + "-0"
        : secrets.apply(secret.getName() + "/" + secret.getKey());
  }

  private static void write(Path directory, String name, String content) throws IOException {
    Path file = directory.resolve("etc").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
