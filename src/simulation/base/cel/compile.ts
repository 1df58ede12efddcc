import { check, type Checked } from './check/check';
import type { Environment } from './check/declarations';
import type { Type } from './check/types';
import { validate } from './check/validate';
import { printIssues } from './source';
import type { Macros } from './syntax/macros';
import { parse, type Parsed } from './syntax/parse';

/** From text to a checked expression (cel.Env.Compile). */

export type Compiled = { readonly ok: true; readonly checked: Checked; readonly type: Type } | { readonly ok: false; readonly error: string };

/** The last texts that were parsed with their macros, as the API server keeps its compiled expressions: a policy is asked again and again. */
const NO_MACROS: Macros = new Map();
const PARSED = new WeakMap<Macros, Map<string, Parsed>>();
const MOST_PARSED = 200;

function parsedOnce(text: string, macros: Macros = NO_MACROS): Parsed {
  const texts = PARSED.get(macros) ?? new Map<string, Parsed>();
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size >= MOST_PARSED) texts.clear();
  const parsed = parse(text, macros);
  PARSED.set(macros, texts.set(text, parsed));
  return parsed;
}

/** Parses and checks; what is wrong in the compiler's words, with the line and a mark below its place. */
export function compile(text: string, environment: Environment): Compiled {
  const parsed = parsedOnce(text, environment.macros);
  const { expr } = parsed;
  if (expr === undefined) return { ok: false, error: printIssues(parsed.source, parsed.issues) };
  const checked = check({ ...parsed, expr }, environment);
  const issues = checked.issues.length > 0 ? checked.issues : validate(checked, parsed.locations);
  if (issues.length > 0) return { ok: false, error: printIssues(parsed.source, issues) };
  return { ok: true, checked, type: checked.types.get(checked.expr.id)! };
}
