import { runHelm } from '../../src/simulation/render/helm';
import { runKustomize } from '../../src/simulation/render/kustomize';
import type { Measurement } from './size';

const RUNS = 15;

const CHART_HELPERS = `{{- define "app.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
`;

const chartTemplate = (index: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ printf "%s-${index}" .Release.Name | trunc 63 }}
  labels:
    {{- include "app.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas | default 1 }}
  selector:
    matchLabels:
      app: part-${index}
  template:
    metadata:
      labels:
        app: part-${index}
    spec:
      containers:
        {{- range $name, $one := .Values.containers }}
        - name: {{ $name }}
          image: "{{ $one.image }}:{{ $one.tag | default $.Chart.AppVersion }}"
          {{- with $one.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
        {{- end }}
`;

/** A chart of 40 templates, each a Deployment of two containers with labels from a helper. */
const chart = (): Readonly<Record<string, string>> => ({
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: "1.0"\n',
  'values.yaml': 'replicas: 2\ncontainers:\n  app:\n    image: registry.k8s.example/hello\n    resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}\n  proxy:\n    image: nginx\n    tag: "1.30"\n',
  'templates/_helpers.tpl': CHART_HELPERS,
  ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`templates/part-${index}.yaml`, chartTemplate(index)])),
});

const baseObject = (index: number): string =>
  index % 3 === 0 ? `apiVersion: v1\nkind: Service\nmetadata:\n  name: part-${index}\nspec:\n  selector:\n    app: part-${index}\n  ports:\n  - port: 80\n`
  : index % 3 === 1 ? `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: part-${index}\ndata:\n  level: "${index}"\n`
  : `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: part-${index}\nspec:\n  replicas: 1\n  selector:\n    matchLabels:\n      app: part-${index}\n  template:\n    metadata:\n      labels:\n        app: part-${index}\n    spec:\n      containers:\n      - name: app\n        image: nginx:1.30\n        envFrom:\n        - configMapRef:\n            name: part-${index - 1}\n`;

/** An overlay over a base of 60 resources: prefix, namespace, labels, images, replicas, a generated ConfigMap and two patches. */
const overlay = (): Readonly<Record<string, string>> => {
  const names = Array.from({ length: 60 }, (_, index) => `part-${index}.yaml`);
  return {
    'base/kustomization.yaml': `resources: [${names.join(', ')}]\n`,
    ...Object.fromEntries(names.map((name, index) => [`base/${name}`, baseObject(index)])),
    'prod/kustomization.yaml':
      'resources: [../base]\nnamePrefix: prod-\nnamespace: shop\nlabels: [{pairs: {env: prod}, includeTemplates: true}]\nimages: [{name: nginx, newTag: "1.31"}]\nreplicas: [{name: part-2, count: 3}]\n' +
      'configMapGenerator: [{name: settings, literals: [a=b]}]\npatches:\n- target: {kind: Deployment}\n  patch: |-\n    - {op: add, path: /spec/minReadySeconds, value: 5}\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: part-5}\n    spec: {template: {spec: {containers: [{name: app, env: [{name: X, value: "1"}]}]}}}\n',
  };
};

/** Milliseconds of the median run, after one that warms up. */
function median(run: () => void): number {
  run();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return Math.round(times[RUNS >> 1]! * 10) / 10;
}

function mustWork(failed: boolean, why: string): void {
  if (failed) throw new Error(`the bench's own manifests are not rendered: ${why}`);
}

/** Rendering: goal below 30 ms each. */
export function benchRender(): Measurement[] {
  const [charted, overlaid] = [chart(), overlay()];
  return [
    { name: 'helm template, 40 templates', value: median(() => {
      const { exitCode, stderr } = runHelm({ args: ['template', 'shop', '.'], files: charted });
      mustWork(exitCode !== 0, stderr);
    }), unit: 'ms' },
    { name: 'kustomize build, an overlay over 60 resources', value: median(() => {
      const built = runKustomize({ files: overlaid, target: 'prod' });
      mustWork('error' in built, 'error' in built ? built.error : '');
    }), unit: 'ms' },
  ];
}
