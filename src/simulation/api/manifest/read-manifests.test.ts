import { describe, expect, it } from 'vitest';
import type { Deployment, Pod } from '../types';
import { deploymentKind } from '../kinds/apps.Deployment';
import { podKind } from '../kinds/core.Pod';
import { createRegistry } from '../registry';
import { readManifests as readWith } from './read-manifests';

const readManifests = (text: string) => readWith(text, createRegistry([podKind, deploymentKind]));

const pod = (spec: string, head = 'metadata:\n  name: web'): string => `apiVersion: v1\nkind: Pod\n${head}\nspec:\n${spec}`;
const box = '  containers:\n  - name: web\n    image: nginx:1.29\n';
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx
`;
const only = (text: string) => {
  const { problems } = readManifests(text);
  expect(problems).toHaveLength(1);
  return problems[0];
};

describe('what is read', () => {
  it('reads several documents and fills in defaults', () => {
    const { objects, problems } = readManifests(`${pod(box)}---\n# nothing here\n---\n${deployment}`);
    expect(problems).toEqual([]);
    expect(objects.map((o) => [o.object.kind, o.object.metadata.name, o.line])).toEqual([['Pod', 'web', 1], ['Deployment', 'web', 12]]);
    const first = objects[0]?.object as Pod;
    expect(first.spec).toMatchObject({ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 30 });
    expect(first.spec.containers[0]).toMatchObject({ imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log' });
    const second = objects[1]?.object as Deployment;
    expect(second.spec).toMatchObject({ strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } }, progressDeadlineSeconds: 600, revisionHistoryLimit: 10 });
    expect(second.spec.template.spec.containers[0]?.imagePullPolicy).toBe('Always');
  });

  it('takes requests from limits, writes quantities canonically and defaults ports', () => {
    const { objects } = readManifests(pod(`${box}    ports: [{containerPort: 80}]\n    resources: {limits: {cpu: 0.5, memory: 1024Mi}, requests: {cpu: 100m}}\n  hostNetwork: true\n`));
    const container = (objects[0]?.object as Pod).spec.containers[0];
    expect(container?.resources).toEqual({ limits: { cpu: '500m', memory: '1Gi' }, requests: { cpu: '100m', memory: '1Gi' } });
    expect(container?.ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'TCP' }]);
  });

  it('reads JSON, anchors and merge keys', () => {
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'j' }, spec: { containers: [{ name: 'c', image: 'i' }] } }, null, '\t');
    expect(readManifests(json)).toMatchObject({ problems: [], objects: [{ object: { kind: 'Pod' } }] });
    const merged = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - &base {name: a, image: one}\n  - <<: *base\n    name: b\n`;
    const { objects, problems } = readManifests(merged);
    expect(problems).toEqual([]);
    expect((objects[0]?.object as Pod).spec.containers.map((c) => [c.name, c.image])).toEqual([['a', 'one'], ['b', 'one']]);
  });

  it('reads the items of a list, and JSON objects in a row', () => {
    const item = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'c', image: 'i' }] } };
    const other = { ...item, metadata: { name: 'b' } };
    const list = readManifests(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item, other] }));
    const row = readManifests(`${JSON.stringify(item)}\n${JSON.stringify(other)}`);
    for (const { objects, problems } of [list, row]) {
      expect(problems).toEqual([]);
      expect(objects.map(({ object }) => object.metadata.name)).toEqual(['a', 'b']);
    }
  });

  it('keeps a key called __proto__ a key', () => {
    const { objects, problems } = readManifests(pod(box, 'metadata:\n  name: web\n  annotations: {"a__proto__b": x}'));
    expect(problems).toEqual([]);
    expect(objects).toHaveLength(1);
    const bad = readManifests(pod(box, 'metadata:\n  name: web\n  __proto__: {polluted: yes}'));
    expect(bad.problems[0]).toMatchObject({ code: 'unknownField', line: 5, column: 3 });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('accepts every real field of a Pod, also those nothing here looks at', () => {
    const spec = `${box}    livenessProbe: {httpGet: {path: /, port: http}}\n    securityContext: {runAsNonRoot: true, capabilities: {drop: [ALL]}}\n    env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]\n  serviceAccountName: default\n  volumes: [{name: tmp, emptyDir: {sizeLimit: 1Gi}}]\n  topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {}}]\n`;
    expect(readManifests(pod(spec)).problems).toEqual([]);
  });
});

describe('what is wrong, and where', () => {
  it.each([
    ['a field that does not exist', pod('  contaners: []\n'), { code: 'unknownField', line: 6, column: 3, endColumn: 12, message: 'unknown field "spec.contaners"', params: { suggestion: 'containers' } }],
    ['in a list', pod('  containers:\n  - name: a\n    imag: b\n'), { line: 8, column: 5, message: 'unknown field "spec.containers[0].imag"' }],
    ['a wrong type', deployment.replace('replicas: 3', 'replicas: "3"'), { code: 'wrongType', line: 6, column: 13, message: 'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32' }],
    ['a fraction for a whole number', deployment.replace('replicas: 3', 'replicas: 1.5'), { code: 'wrongType', message: expect.stringContaining('cannot unmarshal number 1.5 into') }],
    ['a label that YAML reads as a boolean', pod(box, 'metadata:\n  name: web\n  labels: {on: yes}'), { code: 'wrongType', line: 5, column: 16 }],
    ['a bad quantity', pod(`${box}    resources: {requests: {memory: 1GB}}\n`), { code: 'badQuantity', line: 9, column: 36, message: expect.stringContaining('quantities must match the regular expression') }],
    ['a required value', pod('  containers:\n  - image: nginx\n'), { code: 'fieldError', line: 7, column: 5, path: 'spec.containers[0].name', message: 'spec.containers[0].name: Required value' }],
    ['an empty Pod', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n', { code: 'fieldError', message: 'spec.containers: Required value' }],
    ['request over limit', pod(`${box}    resources:\n      requests: {cpu: 2}\n      limits: {cpu: 1}\n`), { line: 10, column: 23, message: 'spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1' }],
    ['a selector that misses its template', deployment.replace('labels: {app: web}', 'labels: {app: other}'), { line: 11, message: 'spec.template.metadata.labels: Invalid value: {"app":"other"}: `selector` does not match template `labels`' }],
    ['a duplicate key', pod(`${box}    image: other\n`), { code: 'duplicateKey', line: 9, column: 5, message: 'duplicate field "spec.containers[0].image"' }],
    ['a tab', 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: a\n', { code: 'tabIndentation', line: 4, column: 1 }],
    ['broken YAML', 'apiVersion: v1\nkind: [Pod\n', { code: 'yamlSyntax' }],
    ['a lone alias', pod('  containers: *gone\n'), { code: 'unknownAnchor', line: 6, column: 15, message: "error converting YAML to JSON: yaml: unknown anchor 'gone' referenced" }],
    ['no kind', 'apiVersion: v1\n', { code: 'missingKind', line: 1 }],
    ['a misspelt kind', 'apiVersion: v1\nkind: Pdo\n', { code: 'unknownKind', line: 2, column: 7, params: { suggestion: 'Pod' } }],
    ['another version', 'apiVersion: v1\nkind: Deployment\n', { code: 'unknownKind', line: 1, message: 'no matches for kind "Deployment" in version "v1"', params: { suggestion: 'apps/v1' } }],
    ['a kind that is not simulated', 'apiVersion: v1\nkind: Service\n', { code: 'unsupportedKind', severity: 'warning', params: { supported: ['Pod (v1)', 'Deployment (apps/v1)'] } }],
    ['text', 'hello', { code: 'notAnObject', line: 1 }],
    ['NUL', 'apiVersion: v1\nkind: P\u0000d\n', { code: 'controlCharacter', line: 2, column: 8, message: 'error converting YAML to JSON: yaml: control characters are not allowed' }],
    ['a toleration that tolerates nothing', pod(`${box}  tolerations: [{operator: Sometimes, key: a}]\n`), { message: 'spec.tolerations[0].operator: Unsupported value: "Sometimes": supported values: "Equal", "Exists"' }],
    ['an unrendered template', pod('  nodeName: {{ .Values.node }}\n'), { code: 'unrenderedTemplate', line: 6, message: 'error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{".Values.node":interface {}(nil)}' }],
    ['a version that is gone', 'apiVersion: extensions/v1beta1\nkind: Deployment\n', { code: 'removedVersion', line: 1, column: 13, message: 'no matches for kind "Deployment" in version "extensions/v1beta1"', params: { release: '1.16', suggestion: 'apps/v1' } }],
    ['an invisible character', pod('  nodeName: "a\u200bb"\n' + box), { message: expect.stringContaining('spec.nodeName: Invalid value: "a\\u200bb"') }],
    ['a struct of another type', pod(`${box}    resources: big\n`), { message: 'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field Container.spec.containers.resources of type v1.ResourceRequirements' }],
    ['a field of an embedded struct', pod(`${box}    livenessProbe: {exec: {command: [1]}}\n`), { message: expect.stringContaining('cannot unmarshal number into Go struct field ExecAction.spec.containers.livenessProbe.ProbeHandler.exec.command of type string') }],
    ['a host port twice', pod(`${box}    ports: [{containerPort: 1, hostPort: 80}, {containerPort: 2, hostPort: 80}]\n`), { message: 'spec.containers[0].ports[1].hostPort: Duplicate value: "TCP//80"' }],
  ])('%s', (_, text, expected) => expect(only(text)).toMatchObject(expected));

  it('reports a broken document and still reads the others', () => {
    const { objects, problems } = readManifests(`a: [\n---\n${deployment}`);
    expect(objects.map((o) => o.object.kind)).toEqual(['Deployment']);
    expect(problems.map((p) => p.code)).toEqual(['yamlSyntax']);
  });
});

describe('hostile input', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...'bcdefghi'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)].join('\n');
  it.each([
    ['an alias bomb', `apiVersion: v1\nkind: Pod\n${bomb}\n`],
    ['an alias bomb in a list', pod(`  imagePullSecrets: &a [{name: x}]\n${'bcdefgh'.split('').map((c, i) => `  ${c}: &${c} [${Array(40).fill(`*${'abcdefg'[i]}`).join(',')}]`).join('\n')}\n`)],
    ['a map that contains itself', 'apiVersion: v1\nkind: Pod\nmetadata: &m\n  labels: *m\n'],
    ['a merge that contains itself', 'apiVersion: v1\nkind: Pod\nmetadata: &m\n  <<: [*m, *m]\n'],
    ['a line of 1 MB', pod(`  nodeName: ${'a'.repeat(1_000_000)}\n${box}`)],
    ['a key of 1 MB', pod(`  ${'a'.repeat(1_000_000)}: 1\n`)],
    ['deep nesting', `${'['.repeat(100_000)}`],
    ['deep mappings', `apiVersion: v1\nkind: Pod\nmetadata: ${'{a: '.repeat(99)}`],
    ['a lone surrogate', pod(`  nodeName: "\\uD800"\n${box}`)],
    ['more than 3 MiB', 'a'.repeat(4_000_000)],
    ['100,000 unknown fields', pod(Array.from({ length: 100_000 }, (_, i) => `  f${i}: 1`).join('\n'))],
    ['a number of 100,000 digits', deployment.replace('replicas: 3', `replicas: ${'9'.repeat(100_000)}`)],
    ['a huge exponent', pod(`${box}    resources: {requests: {cpu: 1e999999999}}\n`)],
  ])('%s gives a message quickly', (_, text) => {
    const start = performance.now();
    const { problems } = readManifests(text);
    expect(performance.now() - start).toBeLessThan(5000);
    // A huge exponent is a legal, if silly, quantity.
    if (!text.includes('1e999999999')) expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) {
      expect(problem.line).toBeGreaterThan(0);
      expect(problem.column).toBeGreaterThan(0);
    }
  });

  it('passes on the warnings of the API server, at their place', () => {
    const { objects, problems } = readManifests(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  nodeSelector:\n    beta.kubernetes.io/os: linux\n  containers:\n  - {name: app, image: nginx, env: [{name: A, value: x}, {name: A, value: z}]}\n',
    );
    expect(objects).toHaveLength(1);
    expect(problems.map(({ code, severity, line, message }) => [code, severity, line, message])).toEqual([
      ['apiWarning', 'warning', 6, 'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead'],
      ['apiWarning', 'warning', 8, 'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply'],
    ]);
  });
});
