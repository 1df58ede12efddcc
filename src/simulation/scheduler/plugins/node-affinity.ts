import { matchesLabels, nodeSelectorMatches, nodeSelectorTermMatches } from '../../api';
import type { NodeSelectorTerm } from '../../api';
import { SKIP, StateKey } from '../framework';
import type { Plugin, RejectionParams } from '../framework';
import type { NodeInfo } from '../node-info';
import type { PodInfo } from '../pod-info';
import { defaultNormalize } from './normalize';

const NAME = 'NodeAffinity';

interface Preferred {
  readonly weight: number;
  readonly preference: NodeSelectorTerm;
}
const PREFERRED = new StateKey<readonly Preferred[]>(NAME);

const requiredTerms = ({ pod }: PodInfo): readonly NodeSelectorTerm[] | undefined => {
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined ? undefined : (required.nodeSelectorTerms ?? []);
};

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

function whyNot(pod: PodInfo, node: NodeInfo): RejectionParams {
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
 * terms that match add up to the score, and the best node gets 100.
 */
export const nodeAffinity: Plugin = {
  name: NAME,
  normalization: 'share',
  preFilter(_state, pod) {
    const terms = requiredTerms(pod);
    if (terms === undefined && pod.pod.spec.nodeSelector === undefined) return { status: SKIP };
    if (terms === undefined || terms.length === 0) return { status: null };
    const names = namedNodes(terms);
    if (names === undefined) return { status: null };
    if (names.size > 0) return { status: null, nodeNames: names };
    return {
      status: {
        plugin: NAME,
        code: 'UnschedulableAndUnresolvable',
        reasons: ['pod affinity terms conflict'],
        params: [{ kind: 'affinityConflict' }],
      },
    };
  },
  filter(_state, pod, node) {
    // Runs only when PreFilter saw a selector or required terms.
    const selector = pod.pod.spec.nodeSelector;
    const terms = requiredTerms(pod);
    const fits =
      (selector === undefined || matchesLabels(selector, node.labels)) &&
      (terms === undefined || nodeSelectorMatches(terms, node.labels, node.name));
    if (fits) return null;
    return {
      plugin: NAME,
      code: 'UnschedulableAndUnresolvable',
      reasons: ["node(s) didn't match Pod's node affinity/selector"],
      params: [whyNot(pod, node)],
    };
  },
  preScore(state, { pod }) {
    const preferred = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    if (preferred === undefined) return SKIP;
    state.write(PREFERRED, preferred);
    return null;
  },
  score(state, _pod, node) {
    let sum = 0;
    for (const term of state.read(PREFERRED) ?? []) if (counts(term, node)) sum += term.weight;
    return sum;
  },
  normalize: (scores) => defaultNormalize(scores, false),
  explain: (state, _pod, node) => ({
    kind: 'nodeAffinity',
    terms: (state.read(PREFERRED) ?? []).map((term) => ({ weight: term.weight, matched: counts(term, node) })),
  }),
};
