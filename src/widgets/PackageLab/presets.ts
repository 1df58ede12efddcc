import type { Files, Tool } from '@site/src/simulation/scenarios/packaging/files';
import type { View } from './views';
import { webDeployment } from '../samples/web';

const CHART: Files = {
  'web/Chart.yaml': `apiVersion: v2
name: web
version: 0.1.0
appVersion: "1.0"
`,
  'web/values.yaml': `replicas: 1
image:
  repository: registry.k8s.example/hello
  tag: ""
port: 8080
resources:
  requests:
    cpu: 50m
    memory: 64Mi
`,
  'web/templates/_helpers.tpl': `{{- define "web.labels" -}}
app: {{ .Chart.Name }}
{{- end }}
`,
  'web/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels:
    {{- include "web.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels:
      {{- include "web.labels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "web.labels" . | nindent 8 }}
    spec:
      containers:
        - name: web
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          ports:
            - containerPort: {{ .Values.port }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`,
  'web/templates/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  labels:
    {{- include "web.labels" . | nindent 4 }}
spec:
  selector:
    {{- include "web.labels" . | nindent 4 }}
  ports:
    - port: {{ .Values.port }}
`,
};

const BASE: Files = {
  'base/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - deployment.yaml
  - service.yaml
`,
  'base/deployment.yaml': `${webDeployment(1, true)}        - name: web
          image: registry.k8s.example/hello:1.0
          ports:
            - containerPort: 8080
          resources:
            requests:
              cpu: 50m
              memory: 64Mi
`,
  'base/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app: web
spec:
  selector:
    app: web
  ports:
    - port: 8080
`,
};

const VALUES: Files = {
  'dev.yaml': `image:
  tag: "1.1"
`,
  'prod.yaml': `replicas: 3
image:
  tag: "1.1"
resources:
  requests:
    cpu: 200m
  limits:
    memory: 256Mi
`,
};

const DEV = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../../base
namePrefix: dev-
images:
  - name: registry.k8s.example/hello
    newTag: "1.1"
`;

const OVERLAYS: Files = {
  'overlays/dev/kustomization.yaml': DEV,
  'overlays/prod/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../../base
namespace: shop
namePrefix: prod-
labels:
  - pairs:
      env: prod
    includeTemplates: true
images:
  - name: registry.k8s.example/hello
    newTag: "1.1"
replicas:
  - name: web
    count: 3
configMapGenerator:
  - name: settings
    literals:
      - color=blue
patches:
  - target:
      kind: Deployment
      name: web
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/envFrom
        value:
          - configMapRef:
              name: settings
`,
};

const FILES: Files = { ...VALUES, ...CHART, ...BASE, ...OVERLAYS };

/** Four spaces are added in front of every line, and no line break before the first. */
const INDENT = CHART['web/templates/deployment.yaml']!.replace('{{- toYaml .Values.resources | nindent 12 }}', '{{ toYaml .Values.resources | indent 12 }}');

const PUZZLE: Files = {
  ...FILES,
  'prod.yaml': 'replicas: 3\n',
  'overlays/prod/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../../base
replicas:
  - name: web
    count: 3
`,
};

const named = (template: string): string => template.replace('name: {{ .Release.Name }}', 'name: {{ .Values.prefix }}{{ .Release.Name }}').replace(
  '    {{- include "web.labels" . | nindent 4 }}\nspec:', '    {{- include "web.labels" . | nindent 4 }}\n    {{- with .Values.labels }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\nspec:',
);

/** One way to the end of the puzzle. */
export const SOLVED: Files = {
  ...PUZZLE,
  'prod.yaml': `prefix: prod-
labels:
  env: prod
replicas: 3
image:
  tag: "1.1"
`,
  'web/templates/service.yaml': named(CHART['web/templates/service.yaml']!),
  'web/templates/deployment.yaml': named(CHART['web/templates/deployment.yaml']!).replace(
    '        {{- include "web.labels" . | nindent 8 }}\n', '        {{- include "web.labels" . | nindent 8 }}\n        {{- with .Values.labels }}\n        {{- toYaml . | nindent 8 }}\n        {{- end }}\n',
  ),
  'overlays/prod/kustomization.yaml': `${PUZZLE['overlays/prod/kustomization.yaml']!}namePrefix: prod-
images:
  - name: registry.k8s.example/hello
    newTag: "1.1"
labels:
  - pairs:
      env: prod
    includeTemplates: true
`,
};

export interface Start {
  readonly tool: Tool;
  readonly files: Files;
  readonly open: string;
  readonly view: View;
}

export const PRESETS = {
  values: { tool: 'helm', files: FILES, open: 'prod.yaml', view: 'diff' },
  indent: { tool: 'helm', files: { ...FILES, 'web/templates/deployment.yaml': INDENT }, open: 'web/templates/deployment.yaml', view: 'rendered' },
  steps: { tool: 'kustomize', files: FILES, open: 'overlays/prod/kustomization.yaml', view: 'steps' },
  puzzle: { tool: 'kustomize', files: PUZZLE, open: 'overlays/prod/kustomization.yaml', view: 'same' },
} as const satisfies Readonly<Record<string, Start>>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];
