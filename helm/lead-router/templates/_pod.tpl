{{/* What the router's pods and those of the setup have in common. */}}
{{- define "lead-router.podSpec" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{ toJson . }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{ toJson . }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "lead-router.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end -}}

{{- define "lead-router.mounts" -}}
- {name: config, mountPath: /etc/lead-router, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- end -}}

{{/* Of (dict "root" $ "configMap" NAME). RocksDB and the compressors unpack their native libraries into /tmp. */}}
{{- define "lead-router.volumes" -}}
- name: config
  projected:
    defaultMode: 288 # 0440
    sources:
      - configMap: {name: {{ .configMap }}}
      {{- include "lead-router.tlsSources" .root | indent 6 }}
- name: tmp
  emptyDir: {sizeLimit: 128Mi}
{{- end -}}
