package io.leadrouter.deploy;

import static io.leadrouter.deploy.Chart.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart installs. */
class ChartTest {
  private static final Manifests DEFAULT = Chart.renderWithHooks(Values.DEFAULT);
  private static final Manifests MINIMAL = Chart.renderWithHooks(Values.MINIMAL);
  private static final Manifests ALL_ON = Chart.renderWithHooks(Values.ALL_ON);

  static Stream<Manifests> renderings() {
    return Stream.of(DEFAULT, MINIMAL, ALL_ON);
  }

  @Test
  void helmsStrictLintFindsNothing() {
    var result = Chart.lint();

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
  }

  @Test
  void installsWhatItHasToAndWhatWasSwitchedOn() {
    assertThat(DEFAULT.names())
        .containsExactly(
            "ConfigMap/" + NAME,
            "ConfigMap/" + NAME + "-setup",
            "Job/" + NAME + "-topics",
            "NetworkPolicy/" + NAME,
            "NetworkPolicy/" + NAME + "-setup",
            "PodDisruptionBudget/" + NAME,
            "Service/" + NAME,
            "StatefulSet/" + NAME);
    assertThat(MINIMAL.names())
        .containsExactly(
            "ConfigMap/" + NAME,
            "PodDisruptionBudget/" + NAME,
            "Service/" + NAME,
            "StatefulSet/" + NAME);
    assertThat(ALL_ON.names())
        .containsExactly(
            "ConfigMap/" + NAME,
            "ConfigMap/" + NAME + "-dashboards",
            "ConfigMap/" + NAME + "-setup",
            "HorizontalPodAutoscaler/" + NAME,
            "Job/" + NAME + "-policy",
            "Job/" + NAME + "-topics",
            "NetworkPolicy/" + NAME,
            "NetworkPolicy/" + NAME + "-setup",
            "PodDisruptionBudget/" + NAME,
            "PrometheusRule/" + NAME,
            "Service/" + NAME,
            "ServiceMonitor/" + NAME,
            "StatefulSet/" + NAME);
  }

  @Test
  void aFieldThatKubernetesDoesNotKnowIsCaught() {
    Assertions.assertThatThrownBy(
            () ->
                Manifests.parse(
                    """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: a}
                    spec: {clusterIp: None}
                    """))
        .hasMessageContaining("clusterIp");
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void liveUnlessOnlyARestartHelpsAndReadyWhileItRoutes(Manifests manifests) {
    Container router = router(manifests);

    assertThat(asked(router.getStartupProbe())).isEqualTo("/health/live");
    assertThat(asked(router.getLivenessProbe())).isEqualTo("/health/live");
    assertThat(asked(router.getReadinessProbe())).isEqualTo("/health/ready");
    assertThat(router.getPorts())
        .singleElement()
        .satisfies(
            port -> {
              assertThat(port.getName()).isEqualTo("http");
              assertThat(port.getContainerPort()).isEqualTo(8080);
            });
  }

  @Test
  void aStartIsGivenTheTimeThatWasAskedFor() {
    for (var each : Map.of(DEFAULT, 120, ALL_ON, 200).entrySet()) {
      Probe startup = router(each.getKey()).getStartupProbe();
      assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold())
          .isEqualTo(each.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void nobodyIsRootNothingCanBeWrittenAndNoTokenIsThere(Manifests manifests) {
    assertThat(pods(manifests))
        .allSatisfy(
            pod -> {
              var spec = pod.getSpec();
              assertThat(spec.getAutomountServiceAccountToken()).isFalse();
              assertThat(spec.getEnableServiceLinks()).isFalse();
              assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(spec.getSecurityContext().getRunAsUser()).isPositive();
              assertThat(spec.getSecurityContext().getFsGroup()).isPositive();
              assertThat(spec.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(spec.getContainers())
                  .allSatisfy(
                      container -> {
                        var security = container.getSecurityContext();
                        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
                        assertThat(container.getResources().getLimits()).containsKey("memory");
                      });
            });
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void whatIsMountedIsThereAndWhatHasToBeWrittenCanBe(Manifests manifests) {
    for (PodTemplateSpec pod : pods(manifests)) {
      Container container = pod.getSpec().getContainers().get(0);
      List<String> volumes =
          new ArrayList<>(pod.getSpec().getVolumes().stream().map(Volume::getName).toList());
      boolean isRouter = container.getName().equals("router");
      if (isRouter) {
        volumes.add("state");
      }
      assertThat(container.getVolumeMounts())
          .extracting(VolumeMount::getName)
          .containsExactlyInAnyOrderElementsOf(volumes);
      assertThat(container.getVolumeMounts())
          .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
          .extracting(VolumeMount::getMountPath)
          .containsExactlyInAnyOrderElementsOf(
              isRouter ? List.of("/var/lib/lead-router", "/tmp") : List.of("/tmp"));
    }
    assertThat(
            manifests
                .routers()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getVolumes()
                .get(0)
                .getProjected()
                .getDefaultMode())
        .isEqualTo(0440);
    // Below the mount, and so the router's own: it sets who may read it.
    assertThat(Path.of(config(manifests).getProperty("state.dir")))
        .hasParentRaw(Path.of("/var/lib/lead-router"));
    assertThat(manifests.routers().getSpec().getVolumeClaimTemplates())
        .singleElement()
        .satisfies(claim -> assertThat(claim.getMetadata().getName()).isEqualTo("state"));
  }

  @Test
  void stateOfPeopleWhoWereErasedIsNotLeftBehind() {
    var retention = DEFAULT.routers().getSpec().getPersistentVolumeClaimRetentionPolicy();

    assertThat(retention.getWhenDeleted()).isEqualTo("Delete");
    assertThat(retention.getWhenScaled()).isEqualTo("Delete");
  }

  @Test
  void theDiskIsAsLargeAndAsFastAsAskedFor() {
    var claim = ALL_ON.routers().getSpec().getVolumeClaimTemplates().get(0).getSpec();

    assertThat(claim.getStorageClassName()).isEqualTo("fast");
    assertThat(claim.getResources().getRequests()).containsEntry("storage", new Quantity("20Gi"));
    assertThat(
            DEFAULT
                .routers()
                .getSpec()
                .getVolumeClaimTemplates()
                .get(0)
                .getSpec()
                .getStorageClassName())
        .isNull();
  }

  @Test
  void everyInstanceIsTheMemberOfTheGroupThatItsPodsNameSays() {
    assertThat(env(DEFAULT, "LEADROUTER_GROUP_INSTANCE_ID"))
        .singleElement()
        .satisfies(
            id ->
                assertThat(id.getValueFrom().getFieldRef().getFieldPath())
                    .isEqualTo("metadata.name"));
    assertThat(
            env(Chart.render("config: {group.protocol: streams}"), "LEADROUTER_GROUP_INSTANCE_ID"))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void theServiceIsHeadlessAndFindsThePodsAlsoThoseNotReady(Manifests manifests) {
    StatefulSet routers = manifests.routers();
    Service service = manifests.one(Service.class, NAME);

    assertThat(routers.getSpec().getServiceName()).isEqualTo(NAME);
    assertThat(routers.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
    assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
    assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
    assertThat(service.getSpec().getPorts().get(0).getTargetPort())
        .isEqualTo(new IntOrString("http"));
    assertThat(labels(manifests)).containsAllEntriesOf(service.getSpec().getSelector());
    selects(routers.getSpec().getSelector(), manifests);
    selects(manifests.one(PodDisruptionBudget.class, NAME).getSpec().getSelector(), manifests);
  }

  @Test
  void theJobsOfTheSetupAreNoRouters() {
    Map<String, String> router = DEFAULT.one(Service.class, NAME).getSpec().getSelector();
    var job = DEFAULT.one(Job.class, NAME + "-topics").getSpec().getTemplate();

    assertThat(job.getMetadata().getLabels())
        .doesNotContainEntry(
            "app.kubernetes.io/component", router.get("app.kubernetes.io/component"));
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void thePodsLimitIsTheSumOfWhatTheProcessMayTake(Manifests manifests) {
    Container router = router(manifests);
    String options = env(manifests, "JDK_JAVA_OPTIONS").get(0).getValue();
    long heap = Long.parseLong(options.replaceAll(".*-Xmx(\\d+)m.*", "$1"));
    long stores = Long.parseLong(config(manifests).getProperty("state.memory.bytes")) >> 20;
    Quantity limit = router.getResources().getLimits().get("memory");

    assertThat(options).startsWith("-Xms" + heap + "m ");
    assertThat(router.getResources().getRequests()).containsEntry("memory", limit);
    assertThat(Quantity.getAmountInBytes(limit).longValueExact() >> 20)
        .isEqualTo(heap + stores + (manifests == ALL_ON ? 640 : 512));
  }

  @Test
  void whoInstallsItIsToldTheSum() {
    assertThat(Chart.notes(Values.DEFAULT))
        .contains(
            "768 MiB heap + 256 MiB state stores + 512 MiB for the rest of the JVM = 1536 MiB",
            "No policy is published",
            "identityHashKey is not set");
    assertThat(Chart.notes(Values.ALL_ON))
        .contains("= 3200 MiB", "eu.leads")
        .doesNotContain("No policy is published", "identityHashKey is not set");
  }

  @Test
  void whoAsksForMoreCopiesThanThereAreOtherInstancesIsTold() {
    assertThat(Chart.notes("{replicas: 1, standbyReplicas: 1}"))
        .contains("standbyReplicas is 1, and replicas 1");
    assertThat(Chart.notes(Values.DEFAULT)).doesNotContain("standbyReplicas is");
    assertThat(Chart.notes("{replicas: 1, standbyReplicas: 0}"))
        .doesNotContain("standbyReplicas is");
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void nobodyIsKilledWhileItEndsWhatItBegan(Manifests manifests) {
    long close = Long.parseLong(config(manifests).getProperty("close.timeout.ms"));

    assertThat(
            manifests.routers().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds()
                * 1000)
        .isGreaterThan(close);
  }

  @Test
  void anotherConfigurationIsAnotherPodAndAnotherNumberIsNot() {
    assertThat(checksum("{}")).isEqualTo(checksum("replicas: 5"));
    assertThat(checksum("{}")).isNotEqualTo(checksum("config: {poll.ms: 50}"));
    assertThat(checksum("{}")).isNotEqualTo(checksum("memory: {storesMiB: 128}"));
  }

  @Test
  void secretsAreGivenByReference() {
    for (PodTemplateSpec pod : pods(ALL_ON)) {
      assertThat(pod.getSpec().getContainers().get(0).getEnv())
          .filteredOn(
              env -> env.getValueFrom() != null && env.getValueFrom().getSecretKeyRef() != null)
          .extracting(
              EnvVar::getName,
              env -> env.getValueFrom().getSecretKeyRef().getName(),
              env -> env.getValueFrom().getSecretKeyRef().getKey())
          .containsExactlyInAnyOrder(
              Assertions.tuple("LEADROUTER_SASL_JAAS_CONFIG", "kafka-login", "jaas.conf"),
              Assertions.tuple("LEADROUTER_BASIC_AUTH_USER_INFO", "registry-login", "user-info"),
              Assertions.tuple("LEADROUTER_IDENTITY_HASH_KEY", "identity", "hash"),
              Assertions.tuple("LEADROUTER_SSL_KEY_PASSWORD", "kafka-client", "password"));
    }
  }

  @Test
  void brokersAndRegistryAreReachedAndNothingElse() {
    assertThat(ports(DEFAULT, NAME)).containsExactly(List.of(53, 53), List.of(9092), List.of(8081));
    assertThat(ports(ALL_ON, NAME))
        .containsExactly(List.of(53, 53), List.of(9093, 9094), List.of(443, 8443), List.of(443));
    assertThat(ports(ALL_ON, NAME + "-setup")).isEqualTo(ports(ALL_ON, NAME));

    var router = ALL_ON.one(NetworkPolicy.class, NAME).getSpec();
    assertThat(router.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(router.getIngress())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getPorts().get(0).getPort()).isEqualTo(new IntOrString("http"));
              assertThat(rule.getFrom()).hasSize(1);
            });
    assertThat(router.getEgress().get(1).getTo().get(0).getIpBlock().getCidr())
        .isEqualTo("10.1.0.0/16");
    assertThat(router.getEgress().get(2).getTo().get(0).getIpBlock().getCidr())
        .isEqualTo("10.2.0.0/16");
    selects(router.getPodSelector(), ALL_ON);
    // Nobody asks a job for anything.
    assertThat(ALL_ON.one(NetworkPolicy.class, NAME + "-setup").getSpec().getIngress()).isEmpty();
  }

  @Test
  void instancesAreSpreadAndOnlySomeTakenAwayAtOnce() {
    var spec = DEFAULT.routers().getSpec().getTemplate().getSpec();
    assertThat(spec.getTopologySpreadConstraints())
        .extracting(
            TopologySpreadConstraint::getTopologyKey,
            TopologySpreadConstraint::getWhenUnsatisfiable)
        .containsExactly(
            Assertions.tuple("topology.kubernetes.io/zone", "ScheduleAnyway"),
            Assertions.tuple("kubernetes.io/hostname", "ScheduleAnyway"));
    spec.getTopologySpreadConstraints().forEach(each -> selects(each.getLabelSelector(), DEFAULT));

    var budget = ALL_ON.one(PodDisruptionBudget.class, NAME).getSpec();
    assertThat(budget.getMaxUnavailable()).isEqualTo(new IntOrString(2));
    assertThat(budget.getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
  }

  @Test
  void theNumberOfInstancesIsTheAutoscalersWhereThereIsOne() {
    var scaler = ALL_ON.one(HorizontalPodAutoscaler.class, NAME).getSpec();

    assertThat(ALL_ON.routers().getSpec().getReplicas()).isNull();
    assertThat(DEFAULT.routers().getSpec().getReplicas()).isEqualTo(2);
    assertThat(scaler.getScaleTargetRef().getKind()).isEqualTo("StatefulSet");
    assertThat(scaler.getScaleTargetRef().getName()).isEqualTo(NAME);
    assertThat(scaler.getMinReplicas()).isEqualTo(3);
    assertThat(scaler.getMaxReplicas()).isEqualTo(12);
    assertThat(scaler.getMetrics().get(0).getResource().getTarget().getAverageUtilization())
        .isEqualTo(60);
    assertThat(router(ALL_ON).getResources().getRequests()).containsKey("cpu");
  }

  @Test
  void whereAndAsWhomPodsRunIsSaidOnceForAll() {
    assertThat(pods(ALL_ON))
        .hasSize(3)
        .allSatisfy(
            pod -> {
              var spec = pod.getSpec();
              assertThat(spec.getNodeSelector()).containsEntry("disk", "ssd");
              assertThat(spec.getTolerations()).hasSize(1);
              assertThat(spec.getPriorityClassName()).isEqualTo("important");
              assertThat(spec.getServiceAccountName()).isEqualTo("sales");
              assertThat(spec.getImagePullSecrets()).hasSize(1);
              assertThat(pod.getMetadata().getLabels()).containsEntry("team", "sales");
              assertThat(spec.getContainers().get(0).getImagePullPolicy()).isEqualTo("Always");
              assertThat(spec.getContainers().get(0).getImage())
                  .startsWith("registry.example.com:5000/sales/lead-router@sha256:0123");
            });
    assertThat(ALL_ON.routers().getSpec().getTemplate().getMetadata().getAnnotations())
        .containsEntry("reloader.stakater.com/auto", "true");
    assertThat(router(ALL_ON).getResources().getLimits()).containsEntry("cpu", new Quantity("2"));
    assertThat(router(DEFAULT).getResources().getLimits()).doesNotContainKey("cpu");
    assertThat(router(DEFAULT).getImage()).isEqualTo("lead-router:0.1.0-SNAPSHOT");
    assertThat(router(Chart.render("image: {tag: '7'}")).getImage()).isEqualTo("lead-router:7");
  }

  @Test
  void theTopicsAreThereBeforeThePolicyAndBothBeforeTheRouters() {
    var names = Chart.render(Values.ALL_ON).names();
    List<HasMetadata> hooks =
        ALL_ON.all().stream()
            .filter(o -> !names.contains(o.getKind() + "/" + o.getMetadata().getName()))
            .toList();

    assertThat(hooks)
        .hasSize(4)
        .allSatisfy(
            hook ->
                assertThat(hook.getMetadata().getAnnotations())
                    .containsEntry(Chart.SEEN_HOOK, "pre-install,pre-upgrade")
                    .containsEntry(
                        "helm.sh/hook-delete-policy", "before-hook-creation,hook-succeeded"));
    assertThat(weight(ALL_ON.one(ConfigMap.class, NAME + "-setup")))
        .isEqualTo(weight(ALL_ON.one(NetworkPolicy.class, NAME + "-setup")))
        .isLessThan(weight(ALL_ON.one(Job.class, NAME + "-topics")));
    assertThat(weight(ALL_ON.one(Job.class, NAME + "-topics")))
        .isLessThan(weight(ALL_ON.one(Job.class, NAME + "-policy")));
    // The only thing a hook may lean on that is no hook is what was there before: secrets.
    assertThat(pods(ALL_ON).get(1).getSpec().getVolumes().get(0).getProjected().getSources().get(0))
        .satisfies(
            source -> assertThat(source.getConfigMap().getName()).isEqualTo(NAME + "-setup"));
  }

  @Test
  void prometheusAndGrafanaAreGivenWhatLiesInTheChart() throws IOException {
    var monitor = ALL_ON.one(ServiceMonitor.class, NAME);
    assertThat(ALL_ON.one(Service.class, NAME).getMetadata().getLabels())
        .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
    assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
    assertThat(monitor.getSpec().getEndpoints())
        .singleElement()
        .satisfies(
            endpoint -> {
              assertThat(endpoint.getPort()).isEqualTo("http");
              assertThat(endpoint.getPath()).isEqualTo("/metrics");
              assertThat(endpoint.getInterval()).isEqualTo("15s");
            });

    var rules = ALL_ON.one(PrometheusRule.class, NAME);
    assertThat(rules.getMetadata().getLabels()).containsEntry("release", "prometheus");
    assertThat(rules.getSpec().getGroups().stream().flatMap(group -> group.getRules().stream()))
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.getAlert()).startsWith("LeadRouter");
              assertThat(rule.getAnnotations()).containsKeys("summary", "description");
            });

    var dashboards = ALL_ON.one(ConfigMap.class, NAME + "-dashboards");
    assertThat(dashboards.getMetadata().getLabels()).containsEntry("grafana_dashboard", "sales");
    try (Stream<Path> files = Files.list(Chart.DIRECTORY.resolve("dashboards"))) {
      List<Path> all = files.toList();
      assertThat(dashboards.getData()).hasSize(all.size()).isNotEmpty();
      for (Path file : all) {
        assertThat(dashboards.getData().get(file.getFileName().toString()))
            .isEqualToIgnoringWhitespace(Files.readString(file));
      }
    }
  }

  @Test
  void namesFitHoweverLongTheReleasesIs() {
    String longest = "a-name-of-a-release-as-long-as-helm-lets-it-be-abcdef";
    var manifests = Chart.renderAs(longest, Values.DEFAULT);

    assertThat(manifests.all())
        .allSatisfy(o -> assertThat(o.getMetadata().getName()).hasSizeLessThanOrEqualTo(40));
    assertThat(Chart.renderAs("lead-router", Values.DEFAULT).names())
        .contains("StatefulSet/lead-router");
  }

  private static List<PodTemplateSpec> pods(Manifests manifests) {
    List<PodTemplateSpec> pods = new ArrayList<>();
    pods.add(manifests.routers().getSpec().getTemplate());
    manifests.all().stream()
        .filter(Job.class::isInstance)
        .forEach(job -> pods.add(((Job) job).getSpec().getTemplate()));
    return pods;
  }

  private static Container router(Manifests manifests) {
    return manifests.routers().getSpec().getTemplate().getSpec().getContainers().get(0);
  }

  private static String asked(Probe probe) {
    HTTPGetAction get = probe.getHttpGet();
    assertThat(get.getPort()).isEqualTo(new IntOrString("http"));
    return get.getPath();
  }

  private static List<EnvVar> env(Manifests manifests, String name) {
    return router(manifests).getEnv().stream().filter(env -> env.getName().equals(name)).toList();
  }

  private static Map<String, String> labels(Manifests manifests) {
    return manifests.routers().getSpec().getTemplate().getMetadata().getLabels();
  }

  private static void selects(LabelSelector selector, Manifests manifests) {
    assertThat(selector.getMatchLabels()).isNotEmpty();
    assertThat(labels(manifests)).containsAllEntriesOf(selector.getMatchLabels());
  }

  private static Properties config(Manifests manifests) {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(
              manifests.one(ConfigMap.class, NAME).getData().get("router.properties")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return properties;
  }

  private static String checksum(String values) {
    return Chart.render(values)
        .routers()
        .getSpec()
        .getTemplate()
        .getMetadata()
        .getAnnotations()
        .get("checksum/config");
  }

  private static List<List<Integer>> ports(Manifests manifests, String name) {
    return manifests.one(NetworkPolicy.class, name).getSpec().getEgress().stream()
        .map(NetworkPolicyEgressRule::getPorts)
        .map(
            ports ->
                ports.stream().map(NetworkPolicyPort::getPort).map(IntOrString::getIntVal).toList())
        .toList();
  }

  private static int weight(HasMetadata hook) {
    return Integer.parseInt(hook.getMetadata().getAnnotations().get("helm.sh/hook-weight"));
  }
}
