import type { Action, Range, Rule, Term } from '../netfilter/rules';

/** Rules as arguments of iptables. */

const only = (ranges: readonly Range[]): string => ranges[0]!.text;

function term(one: Term): string {
  switch (one.on) {
    case 'comment': return `-m comment --comment ${one.text}`;
    case 'protocol': return `-m ${one.is} -p ${one.is}`;
    case 'source': return `${one.not === true ? '! ' : ''}-s ${only(one.ranges)}`;
    case 'destination': return `${one.not === true ? '! ' : ''}-d ${only(one.ranges)}`;
    case 'port': return `--dport ${one.is}`;
    case 'interface': return `${one.not === true ? '! ' : ''}-i ${one.name}${one.prefix ? '+' : ''}`;
    case 'local': return `-m addrtype --${one.side === 'source' ? 'src' : 'dst'}-type LOCAL`;
    case 'mark': return `-m mark ${one.not === true ? '! ' : ''}--mark ${one.mark}/${one.mark}`;
    case 'state': return `-m conntrack ${one.not === true ? '! ' : ''}--ctstate ${one.any.join(',')}`;
    case 'chance': return `-m statistic --mode random --probability ${one.share}`;
    case 'remembered': return `-m recent --name ${one.list} --rcheck --seconds ${one.seconds} --reap`;
    case 'remember': return `-m recent --name ${one.list} --set`;
    case 'count': return `-m nfacct --nfacct-name ${one.counter}`;
    case 'member': throw new Error(`iptables has no sets (${one.set}): use source or destination`);
  }
}

function action(one: Action): string {
  switch (one.do) {
    case 'jump': return `-j ${one.to}`;
    case 'mark': return `-j MARK --or-mark ${one.mark}`;
    case 'unmark': return `-j MARK --xor-mark ${one.mark}`;
    case 'masquerade': return '-j MASQUERADE --random-fully';
    case 'dnat': return `-j DNAT --to-destination ${one.to.address}`;
    case 'accept': case 'drop': case 'reject': case 'return': return `-j ${one.do.toUpperCase()}`;
    default: throw new Error(`iptables cannot ${one.do}`);
  }
}

/** One rule as iptables-save and iptables-restore write it. */
export function iptablesLine({ chain, terms, actions }: Rule): string {
  // One text of its size: put together piece by piece it would keep all the pieces.
  const words = new Array<string>(2 + terms.length + actions.length);
  words[0] = '-A';
  words[1] = chain;
  for (let i = 0; i < terms.length; i += 1) words[2 + i] = term(terms[i]!);
  for (let i = 0; i < actions.length; i += 1) words[2 + terms.length + i] = action(actions[i]!);
  return words.join(' ');
}

export const chainLine = (chain: string): string => [':', chain, ' - [0:0]'].join('');
