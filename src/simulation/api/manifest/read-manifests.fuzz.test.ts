import { expect, it } from 'vitest';
import { createRandom } from '../../base/random';
import { deploymentKind } from '../kinds/apps.Deployment';
import { podKind } from '../kinds/core.Pod';
import { createRegistry } from '../registry';
import { readManifests } from './read-manifests';

const KINDS = createRegistry([podKind, deploymentKind]);

const SEEDS = [
  `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web, tier: "front"}
spec:
  nodeSelector: {disk: ssd}
  tolerations:
  - {key: a, operator: Exists, effect: NoSchedule}
  containers:
  - name: web
    image: nginx:1.29
    ports: [{containerPort: 80, hostPort: 8080}]
    resources:
      requests: {cpu: 500m, memory: 1Gi}
      limits: {cpu: "1", memory: 2Gi}
`,
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, annotations: {note: "a # b"}}
spec:
  replicas: 3
  selector: {matchLabels: &labels {app: api}}
  template:
    metadata: {labels: *labels}
    spec:
      affinity:
        nodeAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 50
            preference: {matchExpressions: [{key: zone, operator: In, values: [a, b]}]}
      containers:
      - name: api
        image: api
        command: ["sh", "-c", "sleep 1d"]
        env:
        - name: TEXT
          value: |
            one
            two
`,
  '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"j"},"spec":{"containers":[{"name":"a","image":"b","resources":{"requests":{"cpu":"1"}}}]}}',
];
const PIECES = ['{', '}', '[', ']', ':', ': ', '- ', '&a ', '*a', '<<: ', '"', "'", '\n', '\n\n', '\t', '  ', '---\n', '...\n', '%YAML 1.2\n', '|', '>', '#', '!!str ', '!x ', '? ', '~', 'null', 'yes',
  '-1', '1.5', '1e999', '0x1F', '99999999999999999999', '__proto__', 'constructor', '\u0000', '\ud800', '\ufeff', '한글', '😀', 'a'.repeat(300), '1Gib', 'Pod', 'spec:', 'containers:', ',', '@', '`', '\\', '\r\n', '\u2028'];
const LINES = SEEDS.flatMap((seed) => seed.split('\n'));
const CASES = 100_000;

/** One to four random edits: insert, delete, replace, swap, repeat or borrow lines. */
function mutate(random: ReturnType<typeof createRandom>): string {
  let text = SEEDS[random.below(SEEDS.length)] ?? '';
  const pick = (list: readonly string[]): string => list[random.below(list.length)] ?? '';
  for (let edits = 1 + random.below(4); edits > 0; edits -= 1) {
    const at = random.below(text.length + 1);
    const length = random.below(12);
    switch (random.below(7)) {
      case 0: text = text.slice(0, at) + pick(PIECES) + text.slice(at); break;
      case 1: text = text.slice(0, at) + text.slice(at + length); break;
      case 2: text = text.slice(0, at) + pick(PIECES) + text.slice(at + length); break;
      case 3: text = `${text.slice(0, at)}${text.slice(at, at + length)}${text.slice(at)}`; break;
      case 4: text = text.slice(0, at); break;
      case 5: {
        const lines = text.split('\n');
        lines[random.below(lines.length)] = pick(LINES);
        text = lines.join('\n');
        break;
      }
      default: {
        const lines = text.split('\n');
        const line = random.below(lines.length);
        lines[line] = ' '.repeat(random.below(5)) + (lines[line] ?? '').trimStart();
        text = lines.join('\n');
      }
    }
  }
  return text;
}

it(`${CASES} mutated manifests: no throw, no hang, a message with its place for whatever is not accepted`, () => {
  const random = createRandom(20260401);
  let accepted = 0;
  let slowest = 0;
  for (let i = 0; i < CASES; i += 1) {
    const text = mutate(random);
    const start = performance.now();
    const { objects, problems } = readManifests(text, KINDS);
    slowest = Math.max(slowest, performance.now() - start);
    const lineCount = text.split('\n').length;
    for (const problem of problems) {
      const placed = problem.message !== '' && problem.line >= 1 && problem.line <= lineCount && problem.column >= 1;
      if (!placed) throw new Error(`no place: ${JSON.stringify({ text, problem })}`);
    }
    for (const { object, kind } of objects) if ((kind.validateCreate?.(object) ?? []).length > 0) throw new Error(`accepted but invalid: ${text}`);
    if (objects.length > 0) accepted += 1;
    // Nothing read and nothing said is right only for a text without any content.
    else if (problems.length === 0 && !isEmptyDocument(text)) {
      throw new Error(`silence: ${JSON.stringify(text)}`);
    }
  }
  expect(accepted).toBeGreaterThan(CASES / 50);
  expect(slowest).toBeLessThan(2000);
}, 180_000);

/** Comments, markers, anchors and nulls only. */
const isEmptyDocument = (text: string): boolean => /^(?:\s|#[^\n]*|---|\.\.\.|~|null|\ufeff|%[^\n]*|&\S+)*$/.test(text);
