import type { OrderedMap } from '../../../base/ordered-map';
import { sumsOf } from '../../../base/ordered-map-sum';
import { rulesAfter, rulesBefore, TOP_CHAINS } from './base';
import type { IptablesBlock } from './block';
import { CHAIN } from './names';
import type { IptablesSync } from './proxier';
import { chainLine, iptablesLine } from './text';

type Blocks = OrderedMap<string, IptablesBlock>;

/** What Service ports put into common chains, as text. */
interface CommonLines {
  readonly filter: readonly string[];
  readonly nat: readonly string[];
}

const joined = (a: readonly string[], b: readonly string[]): readonly string[] => (a.length === 0 ? b : b.length === 0 ? a : a.concat(b));

/** Every sync writes the common chains anew, also for Services that did not change: their lines are kept from one sync to the next. */
const commonLines = sumsOf<string, IptablesBlock, CommonLines>({
  zero: { filter: [], nat: [] },
  of: ({ filter, shared }) => ({ filter: filter.map(iptablesLine), nat: shared.map(iptablesLine) }),
  add: (a, b) => ({ filter: joined(a.filter, b.filter), nat: joined(a.nat, b.nat) }),
});

/** How many of the nat table's common lines come from Service ports up to this one. */
function natLinesUpTo(blocks: Blocks, key: string): number {
  let count = 0;
  for (let part = blocks; part !== null; ) {
    const isBehind = key < part.key;
    if (!isBehind) count += commonLines(part.left).nat.length + part.value.shared.length;
    part = isBehind ? part.left : part.right;
  }
  return count;
}

/** The text that is given to `iptables-restore --noflush --counters` (the end of syncProxyRules). */
export function iptablesRestore({ state, written, deletedChains }: IptablesSync): readonly string[] {
  const { settings, blocks } = state;
  const [before, after] = [rulesBefore(settings), rulesAfter(settings)];
  const common = commonLines(blocks);
  const [chains, nat]: [string[], string[]] = [[], []];
  const natUntil = (end: number, from: number): void => { for (let i = from; i < end; i += 1) nat.push(common.nat[i]!); };
  let done = 0;
  // The rules of a block's own chains stand behind what it has in the common ones.
  for (const [key, block] of written) {
    const end = natLinesUpTo(blocks, key);
    natUntil(end, done);
    done = end;
    const own = block.own();
    for (const chain of own.chains) chains.push(chainLine(chain));
    for (const rule of own.rules) nat.push(iptablesLine(rule));
  }
  natUntil(common.nat.length, done);
  return [
    '*filter', ...TOP_CHAINS.filter.map(chainLine), ...(settings.localhostNodePorts ? [chainLine(CHAIN.kubeletFirewall)] : []),
    ...before.filter.map(iptablesLine)].concat(common.filter, after.filter.map(iptablesLine), 'COMMIT',
    '*nat', TOP_CHAINS.nat.map(chainLine), chains, deletedChains.map(chainLine),
    before.nat.map(iptablesLine), nat, deletedChains.map((chain) => `-X ${chain}`), after.nat.map(iptablesLine), 'COMMIT');
}
