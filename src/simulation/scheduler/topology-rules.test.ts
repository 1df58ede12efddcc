import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Pod } from '../api';
import { makeNode, makePod, onNode } from './fixtures';
import { newScheduler } from './schedule-all';
import { topologyRules } from './topology-rules';

const ZONE = 'topology.kubernetes.io/zone';
const HOSTNAME = 'kubernetes.io/hostname';
const labelSelector = { matchLabels: { app: 'web' } };
const labelled = (pod: Pod, app = 'web'): Pod => ({ ...pod, metadata: { ...pod.metadata, labels: { app } } });
const nodes = [makeNode('a1', { labels: { [ZONE]: 'a' } }), makeNode('a2', { labels: { [ZONE]: 'a' } }), makeNode('b1', { labels: { [ZONE]: 'b' } }), makeNode('bare')];
const web = (name: string, node: string): Pod => onNode(labelled(makePod(name)), node);
const spread = { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: ZONE, whenUnsatisfiable: 'DoNotSchedule', labelSelector }] };
const apart = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: HOSTNAME, labelSelector }] } } };
const together = { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ZONE, labelSelector }] } } };

it('shows a spread constraint over its zones, and the nodes that have none', () => {
  const [rule] = topologyRules(labelled(makePod('p', {}, spread)), { nodes, pods: [web('w1', 'a1'), web('w2', 'a2'), onNode(makePod('other'), 'a2')] });
  expect(rule).toMatchObject({ rule: 'spread', maxSkew: 1, min: 0, self: 1, unlabelled: ['bare'] });
  expect(rule?.domains).toEqual([
    { domain: 'a', matching: 2, allowed: false, nodes: [{ node: 'a1', counted: ['default/w1'], others: 0, takenIn: true }, { node: 'a2', counted: ['default/w2'], others: 1, takenIn: true }] },
    { domain: 'b', matching: 0, allowed: true, nodes: [{ node: 'b1', counted: [], others: 0, takenIn: true }] },
  ]);
});

it('shows who attracts and who repels, whoever has the rule', () => {
  const allowed = (pod: Pod, pods: readonly Pod[]) => topologyRules(pod, { nodes, pods }).map(({ rule, domains }) => [rule, domains.filter((one) => one.allowed === true).map(({ domain }) => domain)]);
  expect(allowed(makePod('p', {}, together), [web('w', 'b1')])).toEqual([['affinity', ['b']]]);
  expect(allowed(labelled(makePod('p', {}, together)), [])).toEqual([['affinity', ['a', 'b']]]);
  expect(allowed(makePod('p', {}, apart), [web('w', 'a1')])).toEqual([['antiAffinity', ['a2', 'b1', 'bare']]]);
  expect(allowed(labelled(makePod('p')), [onNode(makePod('shy', {}, apart), 'a1')])).toEqual([['repelled', ['a2', 'b1', 'bare']]]);
});

it('lets in where the filters let in, as far as these rules go', () => {
  const rules = fc.constantFrom({}, spread, apart, together);
  const one = fc.record({ rule: rules, app: fc.constantFrom('web', 'db'), node: fc.constantFrom('a1', 'a2', 'b1', 'bare') });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.record({ rule: rules, app: fc.constantFrom('web', 'db') }), (placed, { rule, app }) => {
      const pods = placed.map((part, i) => onNode(labelled(makePod(`p${i}`, {}, part.rule), part.app), part.node));
      const pod = labelled(makePod('new', {}, rule), app);
      const decision = newScheduler({ nodes, pods }).explain(pod);
      const fits = (decision.kind === 'scheduled' || decision.kind === 'unschedulable' ? (decision.trace?.nodes ?? []) : []).filter(({ feasible }) => feasible).map(({ node }) => node);
      const letIn = topologyRules(pod, { nodes, pods }).map(({ rule: kind, domains, unlabelled }) => new Set([...domains.filter(({ allowed }) => allowed !== false).flatMap((domain) => domain.nodes.map(({ node }) => node)), ...(kind === 'antiAffinity' || kind === 'repelled' ? unlabelled : [])]));
      expect(nodes.map(({ metadata }) => metadata.name ?? '').filter((node) => letIn.every((set) => set.has(node)))).toEqual(nodes.map(({ metadata }) => metadata.name ?? '').filter((node) => fits.includes(node)));
    }),
    { numRuns: 200 },
  );
});
