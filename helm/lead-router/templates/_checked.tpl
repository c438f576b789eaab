{{/* What the schema cannot say: values that do not fit each other. Renders nothing, or fails with what to change. */}}
{{- define "lead-router.checked" -}}
{{- $v := .Values -}}
{{- if le (int $v.shutdown.gracePeriodSeconds) (int $v.shutdown.closeTimeoutSeconds) -}}
{{- fail (printf "shutdown.gracePeriodSeconds is %d, not longer than shutdown.closeTimeoutSeconds of %d: the router would be killed while it ends what it began" (int $v.shutdown.gracePeriodSeconds) (int $v.shutdown.closeTimeoutSeconds)) -}}
{{- end -}}
{{- if $v.autoscaling.enabled -}}
{{- if gt (int $v.autoscaling.maxReplicas) (int $v.topics.partitions) -}}
{{- fail (printf "autoscaling.maxReplicas is %d, more than topics.partitions (%d): the instances beyond would have nothing to do" (int $v.autoscaling.maxReplicas) (int $v.topics.partitions)) -}}
{{- end -}}
{{- if gt (int $v.autoscaling.minReplicas) (int $v.autoscaling.maxReplicas) -}}
{{- fail (printf "autoscaling.minReplicas is %d, more than autoscaling.maxReplicas (%d)" (int $v.autoscaling.minReplicas) (int $v.autoscaling.maxReplicas)) -}}
{{- end -}}
{{- else if gt (int $v.replicas) (int $v.topics.partitions) -}}
{{- fail (printf "replicas is %d, more than topics.partitions (%d): the instances beyond would have nothing to do" (int $v.replicas) (int $v.topics.partitions)) -}}
{{- end -}}
{{- if and $v.kafka.sasl.mechanism (not $v.kafka.sasl.jaas.secret) -}}
{{- fail "kafka.sasl.mechanism needs kafka.sasl.jaas.secret, the name of the secret that holds the value of sasl.jaas.config" -}}
{{- end -}}
{{- if and $v.kafka.sasl.jaas.secret (not $v.kafka.sasl.mechanism) -}}
{{- fail "kafka.sasl.jaas.secret is not used without kafka.sasl.mechanism, such as SCRAM-SHA-512" -}}
{{- end -}}
{{- if and (or $v.kafka.tls.trust.secret $v.kafka.tls.client.secret) (not $v.kafka.tls.enabled) -}}
{{- fail "kafka.tls.trust and kafka.tls.client are not used without kafka.tls.enabled" -}}
{{- end -}}
{{- $managed := dict
      "application.id" "applicationId" "topic.prefix" "topicPrefix" "bootstrap.servers" "kafka.bootstrapServers"
      "schema.registry.url" "schemaRegistry.url" "num.stream.threads" "streamThreads" "num.standby.replicas" "standbyReplicas"
      "replication.factor" "topics.replicationFactor" "state.memory.bytes" "memory.storesMiB"
      "log.format" "logFormat" "close.timeout.ms" "shutdown.closeTimeoutSeconds" "identity.hash.key" "identityHashKey"
      "security.protocol" "kafka.tls.enabled and kafka.sasl.mechanism" "sasl.mechanism" "kafka.sasl.mechanism"
      "sasl.jaas.config" "kafka.sasl.jaas" "basic.auth.user.info" "schemaRegistry.basicAuth"
      "basic.auth.credentials.source" "schemaRegistry.basicAuth"
      "state.dir" "the chart itself" "http.host" "the chart itself" "http.port" "the chart itself"
      "group.instance.id" "the chart itself, from the pod's name" -}}
{{- range $key := concat (keys $v.config) (keys $v.secretConfig) | sortAlpha -}}
{{- if hasKey $managed $key -}}
{{- fail (printf "config and secretConfig: %s is set by %s" $key (get $managed $key)) -}}
{{- end -}}
{{- end -}}
{{- range $key, $value := $v.config -}}
{{- if and (regexMatch "password|secret|jaas|user\\.info|\\.token$|\\.key$" $key) (not (contains "${" (toString $value))) -}}
{{- fail (printf "config: %s is a secret; name it in secretConfig, with the secret and the key that hold it" $key) -}}
{{- end -}}
{{- if hasKey $v.secretConfig $key -}}
{{- fail (printf "config and secretConfig both have %s" $key) -}}
{{- end -}}
{{- end -}}
{{- range $option := $v.jvmOptions -}}
{{- if regexMatch "^-(Xmx|Xms|XX:(MaxRAM|InitialRAM|MinRAM|MaxHeapSize|InitialHeapSize|MaxDirectMemorySize))" $option -}}
{{- fail (printf "jvmOptions: %s is set by memory, or the pod's limit would not fit it" $option) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "lead-router.memoryMiB" -}}
{{- with .Values.memory }}{{ add .heapMiB .storesMiB .otherMiB }}{{ end -}}
{{- end -}}
