import { checkManifest, needsExpressions, type Check } from '@site/src/simulation/tools/manifest-check/check';

/** Checks a text with every kind of the API server. The kinds are loaded when they are first needed, CEL only for a text that may hold expressions. */
export async function runCheck(text: string): Promise<Check> {
  if (!needsExpressions(text)) {
    const { KINDS_WITHOUT_EXPRESSIONS } = await import('@site/src/simulation/api/kinds/without-expressions');
    return checkManifest(text, { kinds: KINDS_WITHOUT_EXPRESSIONS });
  }
  const [{ ALL_KINDS }, { ruleObjectErrors }] = await Promise.all([import('@site/src/simulation/api/kinds/all'), import('@site/src/simulation/api/custom/rules/check-object')]);
  return checkManifest(text, { kinds: ALL_KINDS, evaluate: ruleObjectErrors });
}
