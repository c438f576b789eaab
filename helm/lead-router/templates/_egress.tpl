{{/* DNS, the brokers, the registry, and what else was asked for; ports as they stand in the addresses. */}}
{{- define "lead-router.egress" -}}
{{- $brokers := list -}}
{{- range splitList "," .Values.kafka.bootstrapServers -}}
{{- $brokers = append $brokers (regexFind "[0-9]+$" .) -}}
{{- end -}}
{{- $registries := list -}}
{{- range splitList "," .Values.schemaRegistry.url -}}
{{- $url := urlParse (trim .) -}}
{{- $usual := eq $url.scheme "https" | ternary "443" "80" -}}
{{- $registries = append $registries (regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default $usual) -}}
{{- end -}}
- ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
- ports:
    {{- range uniq $brokers }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with .Values.networkPolicy.kafkaPeers }}
  to: {{ toJson . }}
  {{- end }}
- ports:
    {{- range uniq $registries }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with .Values.networkPolicy.schemaRegistryPeers }}
  to: {{ toJson . }}
  {{- end }}
{{- with .Values.networkPolicy.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end -}}
