import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleObjectErrors } from '../../api/custom/rules/check-object';
import { ALL_KINDS } from '../../api/kinds/all';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../api/kinds/without-expressions';
import { checkManifest, needsExpressions } from './check';
import type { Check } from './check';

const check = (text: string): Check => checkManifest(text, { kinds: ALL_KINDS, evaluate: ruleObjectErrors });
const lineOf = ({ objects }: Check, path: string, object = 0) => objects[object]?.stored?.lines.find((line) => line.path === path);

const pod = `apiVersion: v1
kind: Pod
metadata: {generateName: web-, labels: {app: web}}
spec:
  containers:
  - name: web
    image: nginx:1.29
    resources: {limits: {cpu: 1000m}}
`;

const golden = join(__dirname, '../../../../testdata/golden');
const recorded = ['validation', 'defaulting'].flatMap((suite) =>
  readdirSync(join(golden, suite))
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => (JSON.parse(readFileSync(join(golden, suite, file), 'utf8')) as { cases: { in: { manifest?: string; fill?: unknown } }[] }).cases)
    .flatMap((one) => (one.in.manifest === undefined || one.in.fill !== undefined ? [] : [one.in.manifest])),
);

describe('what is stored', () => {
  it('says of each line who wrote it', () => {
    const found = check(pod);
    expect(found.problems).toEqual([]);
    expect(['metadata.labels.app', 'metadata.name', 'metadata.namespace', 'metadata.generation', 'spec.containers[0].image', 'spec.containers[0].imagePullPolicy', 'spec.containers[0].resources.limits.cpu', 'spec.containers[0].resources.requests.cpu', 'spec.tolerations[1].key', 'spec.serviceAccountName', 'status.qosClass'].map((path) => [path, lineOf(found, path)?.origin])).toEqual([
      ['metadata.labels.app', 'sent'],
      ['metadata.name', 'server'],
      ['metadata.namespace', 'default'],
      ['metadata.generation', 'server'],
      ['spec.containers[0].image', 'sent'],
      ['spec.containers[0].imagePullPolicy', 'default'],
      ['spec.containers[0].resources.limits.cpu', 'changed'],
      ['spec.containers[0].resources.requests.cpu', 'default'],
      ['spec.tolerations[1].key', 'admission'],
      ['spec.serviceAccountName', 'admission'],
      ['status.qosClass', 'server'],
    ]);
    expect(lineOf(found, 'spec.containers[0].resources.limits.cpu')).toEqual({ text: '        cpu: "1"', path: 'spec.containers[0].resources.limits.cpu', origin: 'changed', sent: '1000m', field: ['core.v1.ResourceRequirements', 'limits'] });
  });

  it('looks up in the text itself what admission looks up in a cluster', () => {
    const found = check(`apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: quiet}\nautomountServiceAccountToken: false\n---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 7\n---\n${pod}  serviceAccountName: quiet\n  priorityClassName: high\n`);
    expect(lineOf(found, 'spec.priority', 2)?.text.trim()).toBe('priority: 7');
    expect(lineOf(found, 'spec.volumes', 2)).toBeUndefined();
  });

  it('names what the server drops, by the outermost path', () => {
    const found = check('apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: b}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}\nstatus: {replicas: 3, conditions: [{type: Available, status: "True"}]}\n');
    expect(found.objects.map(({ stored }) => stored?.dropped)).toEqual([['stringData'], ['status.conditions', 'status.replicas']]);
  });

  it('is YAML that reads back as the same object, for every recorded manifest', () => {
    for (const text of recorded) {
      const found = check(text);
      for (const { stored, kind, name, custom } of found.objects) {
        if (stored === undefined || custom) continue;
        const again = check(stored.lines.map((line) => `${line.text}\n`).join(''));
        expect(again.problems.filter(({ code }) => code !== 'fieldError' && code !== 'apiWarning')).toEqual([]);
        for (const one of again.objects) expect([one.kind, one.name]).toEqual([kind, name.replace(/…$/, 'xxxxx')]);
      }
    }
  });
});

describe('the answer of kubectl', () => {
  it('agrees with the problems: it ends well where nothing is wrong, and badly where something is', () => {
    const disagree = recorded.filter((text) => {
      const { problems, answer, objects } = check(text);
      const wrong = problems.some(({ severity, code }) => severity === 'error' || code === 'needsDefinition');
      return objects.length + problems.length > 0 && (answer.exit !== 0) !== wrong;
    });
    // What only the pools of a cluster refuse is no matter of the text: an address or a port of a Service.
    expect(disagree.filter((text) => !/kind: Service\b/.test(text))).toEqual([]);
  });

  it('is that of a server with warnings, and of kubectl itself', () => {
    expect(check('apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  nodeSelector: {beta.kubernetes.io/os: linux}\n  containers: [{name: a, image: b}]\n').answer).toEqual({
      exit: 0, stdout: 'pod/web created\n', stderr: 'Warning: spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead\n',
    });
    expect(check('').answer).toEqual({ exit: 1, stdout: '', stderr: 'error: no objects passed to create\n' });
    expect(check('apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n').answer.stderr).toBe('The Pod "web" is invalid: spec.containers: Required value\n');
  });
});

describe('definitions in the text', () => {
  const crd = (extra: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: backups.example.com}
spec:
  group: example.com
  names: {kind: Backup, plural: backups}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties: {keep: {type: integer, default: 7}, at: {type: string}}
            ${extra}
`;
  const backup = (spec: string) => `---\napiVersion: example.com/v1\nkind: Backup\nmetadata: {name: b}\nspec: ${spec}\n`;

  it('bring the kinds of the objects beside them, with defaults and CEL', () => {
    const rules = "x-kubernetes-validations: [{rule: self.keep > 3, message: keep more}]";
    const good = check(crd(rules) + backup('{at: x}'));
    expect(good.problems).toEqual([]);
    expect([lineOf(good, 'spec.keep', 1)?.origin, good.objects[1]?.custom]).toEqual(['default', true]);
    expect(check(crd(rules) + backup('{keep: 2}')).problems).toMatchObject([{ code: 'fieldError', line: 24, message: 'spec: Invalid value: keep more' }]);
    expect(check(crd('') + backup('{kep: 2}')).problems).toMatchObject([{ code: 'unknownField', message: 'unknown field "spec.kep"' }]);
  });

  it('leave kinds alone that nobody defines, and tell a misspelt one of a group that is defined', () => {
    expect(check(backup('{}')).problems).toMatchObject([{ code: 'needsDefinition', severity: 'warning', message: 'no matches for kind "Backup" in version "example.com/v1"' }]);
    expect(check(crd('') + backup('{}').replace('kind: Backup', 'kind: Backups')).problems).toMatchObject([{ code: 'unknownKind', severity: 'error' }]);
  });

  it('are told from the text before CEL is loaded', () => {
    for (const text of recorded) if (!needsExpressions(text)) expect(checkManifest(text, { kinds: KINDS_WITHOUT_EXPRESSIONS })).toEqual(check(text));
    expect([needsExpressions(crd('')), needsExpressions(pod), needsExpressions('{"kind": "ValidatingAdmissionPolicy"}')]).toEqual([true, false, true]);
  });
});

it('takes any text', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '{', '}', '[', ']', '"', '\t', '&', '*', 'kind', 'apiVersion', 'v1', 'Pod', '\u200b'), maxLength: 60 }), (text) => {
    const { problems } = check(text);
    for (const { line, column, message } of problems) expect(line > 0 && column > 0 && message !== '').toBe(true);
  }), { numRuns: 2000 });
});
