/** Verdicts for all pairs of Pods at once: each rule is asked about each Pod once, not about each pair. */
import { isolates, peersOf, portsMatch, rulesOf } from './rules';
import type { End } from './rules';
import type { Direction, NetworkPod } from './types';
import { endOf } from './verdict';
import type { NetworkIndex } from './verdict';

/** Bits of a cell: which end refuses. 0 passes. */
export const EGRESS_REFUSES = 1;
export const INGRESS_REFUSES = 2;

export interface MatrixQuestion {
  /** Pods of the index; all of them if left out. */
  readonly pods?: readonly NetworkPod[];
  /** One port for all, or one for each destination. */
  readonly port: number | readonly number[];
  readonly protocol: string;
}

/** A rule's answers: Pods that may be at the other end, and destinations whose port it opens. */
interface RuleTable {
  readonly peers: Uint8Array;
  readonly ports: Uint8Array;
}

/** Answers for each policy, where any of the Pods is isolated by it. */
interface PolicyTable {
  readonly isolates: Uint8Array;
  readonly rules: readonly RuleTable[];
}

/** One answer for each end; far quicker than `Uint8Array.from` with a function. */
function answers(ends: readonly (End | undefined)[], test: (end: End | undefined, place: number) => boolean): Uint8Array {
  const found = new Uint8Array(ends.length);
  for (let i = 0; i < found.length; i += 1) if (test(ends[i], i)) found[i] = 1;
  return found;
}

function tables(index: NetworkIndex, direction: Direction, ends: readonly (End | undefined)[], ports: readonly number[], protocol: string): PolicyTable[] {
  return index.objects.networkPolicies.flatMap((policy) => {
    const selects = isolates(policy, direction);
    const isolated = answers(ends, (end) => end?.pod !== undefined && selects(end.pod));
    if (!isolated.includes(1)) return [];
    return [{
      isolates: isolated,
      rules: rulesOf(policy, direction).map((rule) => {
        const isPeer = peersOf(rule, direction, policy.metadata.namespace ?? '');
        return {
          peers: answers(ends, (end) => end !== undefined && isPeer(end)),
          ports: answers(ends, (end, i) => portsMatch(rule, end?.pod, ports[i]!, protocol)),
        };
      }),
    }];
  });
}

/** Which Pods the one at `place` exchanges connections with in a direction, or undefined if nothing isolates it. */
function reachable(policies: readonly PolicyTable[], direction: Direction, place: number, size: number): Uint8Array | undefined {
  const isolating = policies.filter((policy) => policy.isolates[place] === 1);
  if (isolating.length === 0) return undefined;
  const open = new Uint8Array(size);
  for (const { peers, ports } of isolating.flatMap(({ rules }) => rules)) {
    if (direction === 'egress') for (let i = 0; i < size; i += 1) open[i]! |= peers[i]! & ports[i]!;
    else if (ports[place] === 1) for (let i = 0; i < size; i += 1) open[i]! |= peers[i]!;
  }
  return open;
}

/**
 * Verdicts for every Pod (rows) to every Pod (columns) on one port: 0 passes, else which ends refuse (`EGRESS_REFUSES`,
 * `INGRESS_REFUSES`). The same as `verdict` for the first addresses of each pair; ask that one for the policies that decided.
 * A Pod without an address is reached by nobody's rules, and a Pod always reaches itself.
 */
export function verdictMatrix(index: NetworkIndex, question: MatrixQuestion): number[][] {
  const pods = question.pods ?? index.objects.pods;
  const size = pods.length;
  const ports = typeof question.port === 'number' ? new Array<number>(size).fill(question.port) : question.port;
  const ends = pods.map((pod) => endOf(index, pod));
  const egress = tables(index, 'egress', ends, ports, question.protocol);
  const ingress = tables(index, 'ingress', ends, ports, question.protocol);
  const out = pods.map((_, i) => reachable(egress, 'egress', i, size));
  const into = pods.map((_, i) => reachable(ingress, 'ingress', i, size));
  return out.map((row, from) =>
    into.map((column, to) => {
      if (from === to) return 0;
      return (row === undefined || row[to] === 1 ? 0 : EGRESS_REFUSES) + (column === undefined || column[from] === 1 ? 0 : INGRESS_REFUSES);
    }));
}
