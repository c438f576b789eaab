{{/* router.properties. Secrets are not in it: they come as environment variables, which override it. */}}
{{- define "lead-router.properties" -}}
{{- include "lead-router.checked" . -}}
application.id={{ .Values.applicationId }}
bootstrap.servers={{ .Values.kafka.bootstrapServers }}
schema.registry.url={{ .Values.schemaRegistry.url }}
{{- with .Values.topicPrefix }}
topic.prefix={{ . }}
{{- end }}
state.dir=/var/lib/lead-router/state
state.memory.bytes={{ mul .Values.memory.storesMiB 1048576 }}
close.timeout.ms={{ mul .Values.shutdown.closeTimeoutSeconds 1000 }}
log.format={{ .Values.logFormat }}
num.stream.threads={{ .Values.streamThreads }}
num.standby.replicas={{ .Values.standbyReplicas }}
replication.factor={{ .Values.topics.replicationFactor }}
{{- with .Values.kafka }}
{{- if or .tls.enabled .sasl.mechanism }}
security.protocol={{ if .sasl.mechanism }}SASL_{{ end }}{{ .tls.enabled | ternary "SSL" "PLAINTEXT" }}
{{- end }}
{{- if .tls.trust.secret }}
ssl.truststore.type=PEM
ssl.truststore.location=/etc/lead-router/tls/kafka-trust.pem
{{- end }}
{{- if .tls.client.secret }}
ssl.keystore.type=PEM
ssl.keystore.location=/etc/lead-router/tls/kafka-client.pem
{{- end }}
{{- with .sasl.mechanism }}
sasl.mechanism={{ . }}
{{- end }}
{{- end }}
{{- with .Values.schemaRegistry }}
{{- if .tls.trust.secret }}
schema.registry.ssl.truststore.type=PEM
schema.registry.ssl.truststore.location=/etc/lead-router/tls/registry-trust.pem
{{- end }}
{{- if .tls.client.secret }}
schema.registry.ssl.keystore.type=PEM
schema.registry.ssl.keystore.location=/etc/lead-router/tls/registry-client.pem
{{- end }}
{{- if .basicAuth.secret }}
basic.auth.credentials.source=USER_INFO
{{- end }}
{{- end }}
{{- range $key, $value := .Values.config }}
{{ $key }}={{ kindIs "float64" $value | ternary ($value | int64) $value | toString | replace "\\" "\\\\" }}
{{- end }}
{{- end -}}

{{/* Every secret that becomes a key of the configuration, as {key: {secret, key}}. */}}
{{- define "lead-router.secrets" -}}
{{- $secrets := deepCopy .Values.secretConfig -}}
{{- if .Values.kafka.sasl.jaas.secret }}{{ $_ := set $secrets "sasl.jaas.config" .Values.kafka.sasl.jaas }}{{ end -}}
{{- if .Values.schemaRegistry.basicAuth.secret }}{{ $_ := set $secrets "basic.auth.user.info" .Values.schemaRegistry.basicAuth }}{{ end -}}
{{- if .Values.identityHashKey.secret }}{{ $_ := set $secrets "identity.hash.key" .Values.identityHashKey }}{{ end -}}
{{- toJson $secrets -}}
{{- end -}}

{{- define "lead-router.secretEnv" -}}
{{- range $key, $ref := include "lead-router.secrets" . | fromJson }}
- name: LEADROUTER_{{ $key | upper | replace "." "_" }}
  valueFrom: {secretKeyRef: {name: {{ $ref.secret | quote }}, key: {{ $ref.key | quote }}}}
{{- end }}
{{- end -}}

{{- define "lead-router.tlsSources" -}}
{{- range $file, $ref := dict
    "kafka-trust" .Values.kafka.tls.trust
    "kafka-client" .Values.kafka.tls.client
    "registry-trust" .Values.schemaRegistry.tls.trust
    "registry-client" .Values.schemaRegistry.tls.client }}
{{- if $ref.secret }}
- secret: {name: {{ $ref.secret | quote }}, items: [{key: {{ $ref.key | quote }}, path: tls/{{ $file }}.pem}]}
{{- end }}
{{- end }}
{{- end -}}
