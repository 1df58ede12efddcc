/** plugin/rewrite: another question in place of the one that was asked, and the answer turned back. After plugin/rewrite (github.com/coredns/coredns v1.14.2). */
import { regexpMatches } from '../../../../base/go/regexp';
import type { DnsRecord, DnsReply } from '../../message';
import { isDomainName, normalName, RCODES, RECORD_TYPES } from '../../message';
import { CorefileError } from '../corefile/dispenser';
import type { Controller } from './controller';
import { answerRules, compile, groupsInto } from './rewrite-answers';
import type { AnswerRule, Replace } from './rewrite-answers';
import type { Handler, Request } from './types';
import { answerTo, isWritten, mapWritten, nameOf } from './types';

/** What is done to the answer; undefined: the rule does not concern this question. */
type Rewrite = (request: Request) => readonly AnswerRule[] | undefined;

interface Rule {
  readonly stops: boolean;
  readonly rewrite: Rewrite;
}

export type RewriteConfig = readonly Rule[];

const remap = (from: string, to: string): Replace => (text) => (text === from ? to : text.endsWith(`.${from}`) ? text.slice(0, -from.length) + to : text);
const both = (replace: Replace): AnswerRule[] => [{ on: 'name', replace }, { on: 'value', replace }];

function nameRule(args: readonly string[]): Rewrite {
  if (args.length < 2) throw new CorefileError('too few arguments for a name rule');
  const kind = args.length === 2 ? 'exact' : args[0]!.toLowerCase();
  const [first, second] = args.length === 2 ? [args[0]!, args[1]!] : [args[1]!, args[2]!];
  const [from, to] = kind === 'regex' ? [first, second] : [normalName(first), normalName(second)];
  const { auto, rules } = args.length > 3 ? answerRules(kind, args.slice(3)) : { auto: false, rules: [] };
  const renamed = (request: Request, name: string, auto1: boolean): readonly AnswerRule[] => {
    const before = nameOf(request);
    request.name = name;
    return auto1 ? [...both(remap(name, before)), ...rules] : rules;
  };
  switch (kind) {
    case 'exact':
      compile(to, from);
      return (request) => (nameOf(request) === from ? renamed(request, to, true) : undefined);
    case 'prefix': return (request) => (nameOf(request).startsWith(from) ? renamed(request, to + nameOf(request).slice(from.length), auto) : undefined);
    case 'suffix': {
      const back: Replace = (text) => (text.endsWith(to) ? text.slice(0, text.length - to.length) + from : text);
      const answers = [...(auto ? both(back) : []), ...rules];
      return (request) => {
        const name = nameOf(request);
        if (!name.endsWith(from)) return undefined;
        request.name = name.slice(0, name.length - from.length) + to;
        return answers;
      };
    }
    case 'substring': return (request) => (nameOf(request).includes(from) ? renamed(request, nameOf(request).replaceAll(from, to), auto) : undefined);
    case 'regex': {
      const pattern = compile(from, to);
      const target = normalName(second);
      return (request) => {
        const match = pattern.find(nameOf(request), 0);
        return match === undefined ? undefined : renamed(request, groupsInto(target, match.groups), auto);
      };
    }
    default: throw new CorefileError(`name rule supports only exact, prefix, suffix, substring, and regex name matching, received: ${kind}`);
  }
}

/** newTypeRule: a question of one type asked as another; the answer keeps the question. */
function typeRule([from, to]: readonly string[]): Rewrite {
  const [wanted, other] = [from!.toUpperCase(), to!.toUpperCase()];
  if (!RECORD_TYPES.includes(wanted)) throw new CorefileError(`invalid type ${JSON.stringify(wanted)}`);
  if (!RECORD_TYPES.includes(other)) throw new CorefileError(`invalid type ${JSON.stringify(other)}`);
  return (request) => {
    if (request.type !== wanted) return undefined;
    (request as { type: string }).type = other;
    return [];
  };
}

/** newTTLRule: seconds, or `least-most` with either left out. */
function ttlRule(args: readonly string[]): Rewrite {
  if (args.length < 2) throw new CorefileError(`too few (${args.length}) arguments for a ttl rule`);
  const [kind, from, range] = args.length === 2 ? ['exact', args[0]!, args[1]!] : [args[0]!.toLowerCase(), args[1]!, args[2]!];
  const match = /^(?:(\d+)|(\d*)-(\d*))$/.exec(range);
  if (match === null) throw new CorefileError(`invalid TTL '${range}' for a ttl rule`);
  const [least, most] = match[1] === undefined ? [Number(match[2] === '' ? 0 : match[2]), match[3] === '' ? 0xffff_ffff : Number(match[3])] : [Number(match[1]), Number(match[1])];
  const name = kind === 'regex' ? from : normalName(from);
  const pattern = kind === 'regex' ? compile(from, '') : undefined;
  const concerns: Readonly<Record<string, (asked: string) => boolean>> = {
    exact: (asked) => asked === name, prefix: (asked) => asked.startsWith(name), suffix: (asked) => asked.endsWith(name), substring: (asked) => asked.includes(name), regex: (asked) => regexpMatches(pattern!, asked),
  };
  const fits = concerns[kind];
  if (fits === undefined) throw new CorefileError('ttl rule supports only exact, prefix, suffix, substring, and regex name matching');
  return (request) => (fits(nameOf(request)) ? [{ on: 'ttl', least, most }] : undefined);
}

function rcodeRule(args: readonly string[]): Rewrite {
  if (args.length !== 4) throw new CorefileError('rcode rule requires four arguments');
  const [kind, from, old, other] = args as [string, string, string, string];
  const codes = [old, other].map((text) => Object.entries(RCODES).find(([name, code]) => name === text || String(code) === text)?.[0]);
  if (codes.includes(undefined)) throw new CorefileError(`invalid value for rcode rule: ${codes[0] === undefined ? old : other}`);
  const name = normalName(from);
  const fits = (asked: string): boolean => (kind === 'suffix' ? asked.endsWith(name) : kind === 'prefix' ? asked.startsWith(name) : kind === 'substring' ? asked.includes(name) : asked === name);
  return (request) => (fits(nameOf(request)) ? [{ on: 'rcode', from: codes[0]! as DnsReply['rcode'], to: codes[1]! as DnsReply['rcode'] }] : undefined);
}

function ruleOf(args: readonly string[]): Rule {
  if (args.length === 0) throw new CorefileError('no rule type specified for rewrite');
  const mode = args[0]!.toLowerCase();
  const moded = mode === 'continue' || mode === 'stop';
  if (moded && args.length < 2) throw new CorefileError(`${mode} rule must begin with a rule type`);
  const [kind = '', ...rest] = moded ? args.slice(1) : args;
  const stops = mode !== 'continue';
  switch (kind.toLowerCase()) {
    case 'answer': throw new CorefileError('response rewrites must begin with a name rule');
    case 'name': return { stops, rewrite: nameRule(rest) };
    case 'class': case 'type':
      if (rest.length !== 2) throw new CorefileError(`${kind.toLowerCase()} rules must have exactly two arguments`);
      return { stops, rewrite: kind.toLowerCase() === 'type' ? typeRule(rest) : () => undefined };
    case 'ttl': return { stops, rewrite: ttlRule(rest) };
    case 'rcode': return { stops, rewrite: rcodeRule(rest) };
    // Neither shows in what a cluster's names become.
    case 'edns0': case 'cname': return { stops, rewrite: () => undefined };
    default: throw new CorefileError(`invalid rule type ${JSON.stringify(args[0])}`);
  }
}

export function parseRewrite(controller: Controller): RewriteConfig {
  const rules: Rule[] = [];
  while (controller.next()) {
    const args = controller.remainingArgs();
    if (args.length < 2) while (controller.nextBlock()) args.push(controller.value());
    rules.push(ruleOf(args));
  }
  return rules;
}

const NAMED = new Set(['CNAME', 'NS', 'PTR', 'DNAME']);

/** getRecordValueForRewrite and setRewrittenRecordValue: the name that a record leads to. */
function withValue(record: DnsRecord, replace: Replace): DnsRecord {
  const words = record.data.split(' ');
  const at = NAMED.has(record.type) || record.type === 'SOA' ? 0 : record.type === 'MX' ? 1 : record.type === 'SRV' ? 3 : -1;
  if (words[at] === undefined || words[at] === '') return record;
  words[at] = replace(words[at]);
  return { ...record, data: words.join(' ') };
}

function rewriteRecord(record: DnsRecord, rules: readonly AnswerRule[]): DnsRecord {
  return rules.reduceRight<DnsRecord>((one, rule) => {
    switch (rule.on) {
      case 'name': return { ...one, name: rule.replace(one.name) };
      case 'value': return withValue(one, rule.replace);
      case 'ttl': return { ...one, ttl: Math.min(Math.max(one.ttl, rule.least), rule.most) };
      default: return one;
    }
  }, record);
}

/** ResponseReverter.WriteMsg. */
function revert(reply: DnsReply, question: DnsReply['question'], rules: readonly AnswerRule[]): DnsReply {
  const records = (list: readonly DnsRecord[]): DnsRecord[] => list.map((record) => rewriteRecord(record, rules));
  const touched = reply.answer.length + reply.authority.length + reply.additional.length > 0;
  const rcode = rules.reduceRight((code, rule) => (touched && rule.on === 'rcode' && rule.from === code ? rule.to : code), reply.rcode);
  return { ...reply, rcode, question, answer: records(reply.answer), authority: records(reply.authority), additional: records(reply.additional) };
}

export function rewriteHandler(config: RewriteConfig, next: Handler): Handler {
  return (request, walk) => {
    const question = { name: request.name, type: request.type };
    const done: AnswerRule[] = [];
    for (const { stops, rewrite } of config) {
      const rules = rewrite(request);
      if (rules === undefined) continue;
      if (!isDomainName(request.name)) {
        const error = `invalid name after rewrite: ${request.name}`;
        request.name = question.name;
        return { rcode: 'SERVFAIL', error };
      }
      done.push(...rules);
      if (!stops) continue;
      const outcome = mapWritten(next(request, walk), (reply) => revert(reply, question, done));
      if (isWritten(outcome.rcode)) return outcome;
      return { ...outcome, rcode: 'NOERROR', written: revert(answerTo(request, { rcode: outcome.rcode }), question, done) };
    }
    const outcome = next(request, walk);
    return done.length === 0 ? outcome : mapWritten(outcome, (reply) => revert(reply, question, done));
  };
}
