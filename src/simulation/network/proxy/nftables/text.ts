import { KEY_SEPARATOR } from '../netfilter/rules';
import type { Action, Element, Field, Range, Rule, Term } from '../netfilter/rules';
import type { Family } from '../settings';

/** Rules and elements as the nft command writes them (sigs.k8s.io/knftables objects.go). */

const ipWord = (family: Family): string => (family === 'IPv4' ? 'ip' : 'ip6');
const quoted = (text: string): string => JSON.stringify(text);

function fieldsText(fields: readonly Field[], family: Family): string {
  const words: Readonly<Record<Field, string>> = { source: `${ipWord(family)} saddr`, destination: `${ipWord(family)} daddr`, protocol: 'meta l4proto', port: 'th dport' };
  return fields.map((field) => words[field]).join(KEY_SEPARATOR);
}

const rangesText = (ranges: readonly Range[], braces: string | undefined): string => (braces === undefined ? ranges[0]!.text : `{ ${ranges.map(({ text }) => text).join(braces)} }`);

function term(one: Term, family: Family): string {
  switch (one.on) {
    case 'source': case 'destination':
      return `${fieldsText([one.on], family)} ${one.not === true ? '!= ' : ''}${rangesText(one.ranges, one.braces)}`;
    case 'protocol': return `meta l4proto ${one.is}`;
    case 'interface': return `iifname ${one.not === true ? '!= ' : ''}${one.name}${one.prefix ? '*' : ''}`;
    case 'local': return `fib ${one.side === 'source' ? 'saddr' : 'daddr'} type local`;
    case 'mark': return `mark and ${one.mark} != 0`;
    case 'state': return one.any[0] === 'DNAT' ? 'ct status dnat' : `ct state ${one.any[0]!.toLowerCase()}`;
    case 'remembered': return `${fieldsText(['source'], family)} @${one.list}`;
    case 'member': return `${fieldsText(one.key, family)} @${one.set}`;
    default: throw new Error(`nft has no term ${one.on}`);
  }
}

function action(one: Action, family: Family): string {
  switch (one.do) {
    case 'jump': case 'goto': return `${one.do} ${one.to}`;
    case 'accept': case 'drop': case 'reject': case 'return': return one.do;
    case 'masquerade': return 'masquerade fully-random';
    case 'mark': return `mark set mark or ${one.mark}`;
    case 'unmark': return `mark set mark xor ${one.mark}`;
    case 'remember': return `update @${one.list} { ${fieldsText(['source'], family)} }`;
    case 'dnat': return `dnat to ${one.to.address}`;
    case 'lookup': return `${fieldsText(one.key, family)} vmap @${one.map}`;
    case 'spread': return `dnat ${ipWord(family)} addr . port to numgen random mod ${one.to.length} map { ${one.to.map(({ ip, port }, i) => `${i} : ${ip} . ${port}`).join(' , ')} }`;
    case 'spread-chains': return `numgen random mod ${one.to.length} vmap { ${one.to.map((chain, i) => `${i} : goto ${chain}`).join(' , ')} }`;
  }
}

export const TABLE = 'kube-proxy';
/** `add rule`, `flush chain` and the like for something of the table. */
export const command = (verb: string, kind: string, family: Family, rest: string): string => `${verb} ${kind} ${ipWord(family)} ${TABLE}${rest === '' ? '' : ` ${rest}`}`;

/** What a rule says, without its place. */
export function nftRuleText({ terms, actions, comment }: Rule, family: Family): string {
  const parts = [...terms.map((one) => term(one, family)), ...actions.map((one) => action(one, family))];
  return `${parts.join(' ')}${comment === undefined ? '' : ` comment ${quoted(comment)}`}`;
}

export const nftRuleLine = (rule: Rule, family: Family): string => command('add', 'rule', family, `${rule.chain} ${nftRuleText(rule, family)}`);

/** A verdict alone, as it stands in a map. */
export const verdictText = (verdict: Action, family: Family): string => action(verdict, family);

export function elementLine(verb: 'add' | 'delete', { container, key, verdict, comment }: Element, family: Family): string {
  if (verb === 'delete') return command(verb, 'element', family, `${container} { ${key} }`);
  const value = verdict === undefined ? '' : ` : ${verdictText(verdict, family)}`;
  return command(verb, 'element', family, `${container} { ${key}${comment === undefined ? '' : ` comment ${quoted(comment)}`}${value} }`);
}
