export interface PathRule {
  path: string;
  pathType: 'Exact' | 'Prefix';
}

const elements = (path: string): string[] => path.split('/').filter((element) => element !== '');

/** A path without its query, as a rule sees it. */
export const pathOf = (target: string): string => target.split(/[?#]/, 1)[0]!;

/**
 * Whether a rule of an Ingress matches a request's path, by the specification of `pathType` in networking.k8s.io/v1 (HTTPIngressPath): Exact
 * compares characters, Prefix the elements between slashes, so that a trailing slash of the rule does not matter.
 *
 * @param target the request's path, from `/`; a query is ignored
 */
export function ruleMatches({ path, pathType }: PathRule, target: string): boolean {
  const asked = pathOf(target);
  if (pathType === 'Exact') return asked === path;
  const want = elements(path);
  const has = elements(asked);
  return want.length <= has.length && want.every((element, index) => element === has[index]);
}

/** How long a rule's path is, as far as it counts. */
export const lengthOf = ({ path }: PathRule): number => elements(path).join('/').length;

/** Index of the rule that wins: the longest path of those that match, and of equal lengths the Exact one; undefined where none matches. */
export function winningRule(rules: readonly PathRule[], target: string): number | undefined {
  const candidates = rules.flatMap((rule, index) => (ruleMatches(rule, target) ? [index] : []));
  return candidates.reduce<number | undefined>((best, index) => {
    if (best === undefined) return index;
    const difference = lengthOf(rules[index]!) - lengthOf(rules[best]!);
    if (difference !== 0) return difference > 0 ? index : best;
    return rules[index]!.pathType === 'Exact' && rules[best]!.pathType !== 'Exact' ? index : best;
  }, undefined);
}
