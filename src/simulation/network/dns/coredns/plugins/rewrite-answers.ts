/** What a name rule of plugin/rewrite does to answers. After parseAnswerRules (plugin/rewrite/name.go). */
import { compileRegexp } from '../../../../base/go/regexp';
import type { Regexp } from '../../../../base/go/regexp';
import { normalName } from '../../message';
import type { Rcode } from '../../message';
import { CorefileError } from '../corefile/dispenser';

export type Replace = (text: string) => string;

export type AnswerRule =
  | { readonly on: 'name' | 'value'; readonly replace: Replace }
  | { readonly on: 'ttl'; readonly least: number; readonly most: number }
  | { readonly on: 'rcode'; readonly from: Rcode; readonly to: Rcode };

export function groupsInto(replacement: string, groups: readonly (string | undefined)[]): string {
  return groups.reduce<string>((text, group, at) => text.replaceAll(`{${at}}`, group ?? ''), replacement);
}

/** isValidRegexPattern. */
export function compile(from: string, to: string): Regexp {
  const result = compileRegexp(from);
  if (!result.ok) throw new CorefileError(`invalid regex matching pattern: ${from}`);
  const used = Array.from({ length: 101 }, (_, at) => at).filter((at) => to.includes(`{${at}}`)).length;
  if (used > result.regexp.groups) throw new CorefileError(`the rewrite regex pattern (${to}) uses more subexpressions than its corresponding matching regex pattern (${from})`);
  return result.regexp;
}

function replaceBy(from: string, to: string): Replace {
  const pattern = compile(from, to);
  const target = normalName(to);
  return (text) => {
    const match = pattern.find(text, 0);
    return match === undefined ? text : groupsInto(target, match.groups);
  };
}

export function answerRules(kind: string, args: readonly string[]): { readonly auto: boolean; readonly rules: readonly AnswerRule[] } {
  if (args.length < 2) throw new CorefileError(`invalid arguments for ${kind} rule`);
  const rules: AnswerRule[] = [];
  let [auto, names, last, at] = [false, 0, '', 0];
  while (at < args.length) {
    if (last === '' && args[at] !== 'answer') throw new CorefileError(`exceeded the number of arguments for a non-answer rule argument for ${kind} rule`);
    if (args[at] === 'answer') at += 1;
    if (at === args.length) throw new CorefileError(`type missing for answer rule for ${kind} rule`);
    last = args[at]!;
    at += 1;
    if (last === 'auto') {
      auto = true;
      continue;
    }
    if (last !== 'name' && last !== 'value') throw new CorefileError(`invalid type ${JSON.stringify(last)} for answer rule for ${kind} rule`);
    if (args.length - at < 2) throw new CorefileError(`${last} answer rule for ${kind} rule: 2 arguments required`);
    try {
      rules.push({ on: last, replace: replaceBy(args[at]!, args[at + 1]!) });
    } catch (error) {
      throw error instanceof CorefileError ? new CorefileError(`${last} answer rule for ${kind} rule: ${error.message}`) : error;
    }
    if (last === 'name') names += 1;
    at += 2;
  }
  if (auto && names > 0) throw new CorefileError('auto name answer rule cannot be combined with explicit name anwer rules');
  return { auto, rules };
}
