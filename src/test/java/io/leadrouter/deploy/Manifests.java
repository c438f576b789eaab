package io.leadrouter.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Kubernetes objects, read strictly: a field that Kubernetes does not know is refused. */
record Manifests(List<HasMetadata> all) {
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Stream.of(
              ConfigMap.class,
              HorizontalPodAutoscaler.class,
              Job.class,
              NetworkPolicy.class,
              PodDisruptionBudget.class,
              PrometheusRule.class,
              Service.class,
              ServiceMonitor.class,
              StatefulSet.class)
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                // The model keeps what it does not know; so does a cluster, and leaves it out.
                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              });

  static Manifests parse(String yaml) {
    List<HasMetadata> all = new ArrayList<>();
    for (Object document :
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
            .loadAllFromString(yaml)) {
      if (document != null) {
        String kind = (String) ((Map<?, ?>) document).get("kind");
        all.add(STRICT.convertValue(document, KINDS.get(kind)));
      }
    }
    return new Manifests(all);
  }

  <T extends HasMetadata> T one(Class<T> kind, String name) {
    return all.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(object -> object.getMetadata().getName().equals(name))
        .reduce(
            (first, second) -> {
              throw new AssertionError("two of " + kind.getSimpleName() + " " + name);
            })
        .orElseThrow(
            () -> new AssertionError("no " + kind.getSimpleName() + " " + name + " in " + names()));
  }

  StatefulSet routers() {
    return one(StatefulSet.class, Chart.NAME);
  }

  /** The pod of a job of the setup. */
  PodSpec job(String name) {
    return one(Job.class, Chart.NAME + "-" + name).getSpec().getTemplate().getSpec();
  }

  /** Of all objects, as Kind/name. */
  List<String> names() {
    return all.stream().map(o -> o.getKind() + "/" + o.getMetadata().getName()).sorted().toList();
  }
}
