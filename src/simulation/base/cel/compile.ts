import { check, type Checked } from './check/check';
import type { Environment } from './check/declarations';
import type { Type } from './check/types';
import { validate } from './check/validate';
import { printIssues } from './source';
import { parse } from './syntax/parse';

/** From text to a checked expression (cel.Env.Compile). */

export type Compiled = { readonly ok: true; readonly checked: Checked; readonly type: Type } | { readonly ok: false; readonly error: string };

/** Parses and checks; what is wrong in the compiler's words, with the line and a mark below its place. */
export function compile(text: string, environment: Environment): Compiled {
  const parsed = parse(text, environment.macros);
  const { expr } = parsed;
  if (expr === undefined) return { ok: false, error: printIssues(parsed.source, parsed.issues) };
  const checked = check({ ...parsed, expr }, environment);
  const issues = checked.issues.length > 0 ? checked.issues : validate(checked, parsed.locations);
  if (issues.length > 0) return { ok: false, error: printIssues(parsed.source, issues) };
  return { ok: true, checked, type: checked.types.get(checked.expr.id)! };
}
