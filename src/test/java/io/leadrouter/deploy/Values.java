package io.leadrouter.deploy;

/** Values of the chart that tests render it with, as YAML. */
final class Values {
  static final String DEFAULT = "{}";

  /** As little as can be. */
  static final String MINIMAL =
      """
      replicas: 1
      standbyReplicas: 0
      topics: {create: false, replicationFactor: 1}
      networkPolicy: {enabled: false}
      topologySpread: []
      """;

  static final String POLICY =
      """
      id: acme
      groups: [north]
      pools:
        all: {group: north, members: 'true', strategy: round-robin}
      rules: [{id: everything, otherwise: true, routes: [{pool: all}]}]
      """;

  /** Every value another one than the chart's, and every switch on. */
  static final String ALL_ON =
      """
      replicas: 4
      applicationId: acme-router
      topicPrefix: eu.
      image:
        repository: registry.example.com:5000/sales/lead-router
        tag: "1.2.3"
        digest: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
        pullPolicy: Always
        pullSecrets: [{name: registry-login}]
      kafka:
        bootstrapServers: kafka-0.kafka:9093, kafka-1.kafka:9094
        tls:
          enabled: true
          trust: {secret: kafka-ca, key: ca.pem}
          client: {secret: kafka-client, key: client.pem}
        sasl:
          mechanism: SCRAM-SHA-512
          jaas: {secret: kafka-login, key: jaas.conf}
      schemaRegistry:
        url: https://registry-a.example.com,https://registry-b.example.com:8443
        tls:
          trust: {secret: registry-ca, key: ca.pem}
          client: {secret: registry-client, key: client.pem}
        basicAuth: {secret: registry-login, key: user-info}
      identityHashKey: {secret: identity, key: hash}
      logFormat: text
      streamThreads: 3
      standbyReplicas: 2
      config:
        producer.compression.type: zstd
        max.retries: 5
        auto.register.schemas: false
        metadata.max.age.ms: 12345678
      secretConfig:
        ssl.key.password: {secret: kafka-client, key: password}
      topics: {create: true, partitions: 24, groupPartitions: 6, replicationFactor: 2}
      policy:
        text: |
          %s
        author: sales-ops
      memory: {heapMiB: 2048, storesMiB: 512, otherMiB: 640}
      cpu: {request: 500m, limit: "2"}
      jvmOptions: ["-Duser.timezone=UTC"]
      state: {size: 20Gi, storageClass: fast}
      shutdown: {closeTimeoutSeconds: 40, gracePeriodSeconds: 60}
      startupSeconds: 200
      autoscaling: {enabled: true, minReplicas: 3, maxReplicas: 12, targetCPUPercent: 60}
      podDisruptionBudget: {maxUnavailable: 2}
      topologySpread: [{topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}]
      nodeSelector: {disk: ssd}
      tolerations: [{key: dedicated, operator: Equal, value: kafka, effect: NoSchedule}]
      priorityClassName: important
      serviceAccountName: sales
      podLabels: {team: sales}
      podAnnotations: {reloader.stakater.com/auto: "true"}
      networkPolicy:
        enabled: true
        scrapeFrom: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
        kafkaPeers: [{ipBlock: {cidr: 10.1.0.0/16}}]
        schemaRegistryPeers: [{ipBlock: {cidr: 10.2.0.0/16}}]
        extraEgress: [{ports: [{port: 443, protocol: TCP}]}]
      monitoring:
        serviceMonitor: {enabled: true, interval: 15s, labels: {release: prometheus}}
        prometheusRule: {enabled: true, labels: {release: prometheus}}
        dashboards: {enabled: true, labels: {grafana_dashboard: sales}}
      """
          .formatted(POLICY.strip().indent(4).strip());

  private Values() {}
}
