import { elementLine, iptablesLine, nftRuleLine, syncProxy } from '../../network/proxy';
import type { Step } from '../../network/proxy';
import type { LabRequest } from './run';

/** The rules of the node that decided, as text, and which of its lines did. */
export interface DecidingLines {
  /** The whole text that the node's kernel was given. */
  readonly all: readonly string[];
  /** Lines that were true for the packet, in the order in which it met them; the jumps out of the kernel's own chains, which are put in once, are among them. */
  readonly deciding: readonly string[];
  /** The one of them that settled it: sent it to an endpoint, refused or dropped it. */
  readonly settled: string | undefined;
}

const SETTLES = new Set(['dnat', 'spread', 'reject', 'drop']);

export function decidingLines({ attempted, rules }: LabRequest): DecidingLines {
  const hop = attempted.hops.find((one) => one.at === 'rules');
  if (hop?.at !== 'rules' || rules === undefined) return { all: [], deciding: [], settled: undefined };
  const { state } = rules;
  const { family } = state.settings;
  const linesOf = ({ table, rule, element }: Step): readonly string[] => {
    if (table !== 'kube-proxy') return [iptablesLine(rule)];
    return [nftRuleLine(rule, family), ...(element === undefined ? [] : [elementLine('add', element, family)])];
  };
  const settling = hop.steps.findLast(({ rule, element }) => [...rule.actions, ...(element?.verdict === undefined ? [] : [element.verdict])].some((action) => SETTLES.has(action.do)));
  // A sync of all that is known writes everything, which a partial one does not.
  const all = rules.full ? rules.lines() : syncProxy({ ...state.settings }, state, []).lines();
  return { all, deciding: hop.steps.flatMap(linesOf), settled: settling === undefined ? undefined : linesOf(settling).at(-1) };
}
