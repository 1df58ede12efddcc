import { nodeSelectorMatches, nodeSelectorTermMatches } from '../../api';
import type { Node, NodeAffinity, NodeSelectorTerm } from '../../api';
import type { NodeInfo } from '../cache/node-info';
import type { PodInfo } from '../cache/pod-info';
import { Action, interest } from '../events';
import type { NodeFilter, Plugin } from '../framework';
import { defaultNormalize } from '../helper/normalize';
import { hasRequiredAffinity, requiredAffinityMatches } from '../helper/required-affinity';

const NAME = 'NodeAffinity';

export type NodeAffinityRejection =
  | { readonly kind: 'nodeSelector'; readonly key: string; readonly wanted: string; readonly actual: string | null }
  | { readonly kind: 'nodeAffinity' }
  | { readonly kind: 'affinityConflict' }
  /** The profile's addedAffinity. */
  | { readonly kind: 'enforcedAffinity' };

export interface NodeAffinityScore {
  readonly kind: 'nodeAffinity';
  readonly terms: readonly { readonly weight: number; readonly matched: boolean }[];
}

export interface NodeAffinityArgs {
  readonly addedAffinity?: NodeAffinity;
}

interface Preferred {
  readonly weight: number;
  readonly preference: NodeSelectorTerm;
}

/** Names of nodes that `metadata.name In [...]` leaves possible; undefined when some term does not name nodes. */
function namedNodes(terms: readonly NodeSelectorTerm[]): Set<string> | undefined {
  const all = new Set<string>();
  for (const term of terms) {
    let names: Set<string> | undefined;
    for (const field of term.matchFields ?? []) {
      if (field.key !== 'metadata.name' || field.operator !== 'In') continue;
      const values = new Set(field.values ?? []);
      names = names === undefined ? values : new Set([...names].filter((name) => values.has(name)));
    }
    if (names === undefined) return undefined;
    for (const name of names) all.add(name);
  }
  return all;
}

function whyNot(pod: PodInfo, node: NodeInfo): NodeAffinityRejection {
  for (const [key, wanted] of Object.entries(pod.pod.spec.nodeSelector ?? {})) {
    const actual = Object.hasOwn(node.labels, key) ? (node.labels[key] ?? null) : null;
    if (actual !== wanted) return { kind: 'nodeSelector', key, wanted, actual };
  }
  return { kind: 'nodeAffinity' };
}

/** A term that is empty or of weight 0 counts for nothing (NewPreferredSchedulingTerms). */
const counts = (term: Preferred, node: NodeInfo): boolean => term.weight !== 0 && nodeSelectorTermMatches(term.preference, node.labels, node.name);

/**
 * pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go: nodeSelector and required terms filter; the weights of the preferred
 * terms that match add up to the score, and the best node gets 100. The profile may add an affinity to that of every Pod.
 */
export function newNodeAffinity({ addedAffinity }: NodeAffinityArgs = {}): Plugin<NodeAffinityRejection, NodeAffinityScore> {
  const enforced = addedAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const addedPreferred = addedAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const allowed = (labels: NodeInfo['labels'], name: string): boolean => enforced === undefined || nodeSelectorMatches(enforced, labels, name);
  const fits = ({ pod }: PodInfo, node: Node): boolean => requiredAffinityMatches(pod, node.metadata.labels ?? {}, node.metadata.name ?? '');
  return {
    name: NAME,
    normalization: 'share',
    preFilter(pod) {
      if (enforced === undefined && !hasRequiredAffinity(pod.pod)) return 'skip';
      const terms = pod.pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
      const names = terms.length === 0 ? undefined : namedNodes(terms);
      if (names?.size === 0) {
        return { rejection: { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ['pod affinity terms conflict'], params: [{ kind: 'affinityConflict' }] } };
      }
      const filter: NodeFilter<NodeAffinityRejection> = {
        check(node) {
          if (!allowed(node.labels, node.name)) {
            return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ["node(s) didn't match scheduler-enforced node affinity"], params: [{ kind: 'enforcedAffinity' }] };
          }
          if (requiredAffinityMatches(pod.pod, node.labels, node.name)) return null;
          return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ["node(s) didn't match Pod's node affinity/selector"], params: [whyNot(pod, node)] };
        },
      };
      return names === undefined ? { filter } : { filter, nodeNames: names };
    },
    preScore({ pod }) {
      const own = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
      if (own === undefined && addedPreferred.length === 0) return null;
      const terms = [...addedPreferred, ...(own ?? [])];
      return {
        score: (node) => terms.reduce((sum, term) => (counts(term, node) ? sum + term.weight : sum), 0),
        normalize: (scores) => defaultNormalize(scores, false),
        explain: (node) => ({ kind: 'nodeAffinity', terms: terms.map((term) => ({ weight: term.weight, matched: counts(term, node) })) }),
      };
    },
    events: [
      interest('Node', Action.Add | Action.UpdateNodeLabel, (pod, before, after) => {
        if (after === undefined || !allowed(after.metadata.labels ?? {}, after.metadata.name ?? '') || !fits(pod, after)) return false;
        return before === undefined || !fits(pod, before);
      }),
    ],
  };
}
