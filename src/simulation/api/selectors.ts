import type { LabelSelector, LabelSelectorRequirement, Labels, NodeSelectorTerm } from './types';

const INT64 = /^[+-]?[0-9]+$/;

/** strconv.ParseInt(text, 10, 64); undefined where it fails. */
export function parseInt64(text: string): bigint | undefined {
  if (!INT64.test(text) || text.length > 40) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return value > 2n ** 63n - 1n || value < -(2n ** 63n) ? undefined : value;
}

/** labels.Requirement.Matches (apimachinery pkg/labels/selector.go), also for the node selector operators Gt and Lt. */
export function requirementMatches(requirement: LabelSelectorRequirement, labels: Labels): boolean {
  const { key, operator } = requirement;
  const values = requirement.values ?? [];
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
    case 'Lt': {
      if (value === undefined || values.length !== 1) return false;
      const left = parseInt64(value);
      const right = parseInt64(values[0] ?? '');
      if (left === undefined || right === undefined) return false;
      return operator === 'Gt' ? left > right : left < right;
    }
    default:
      return false;
  }
}

export function matchesLabels(wanted: Labels, labels: Labels): boolean {
  for (const key of Object.keys(wanted)) {
    if (!Object.hasOwn(labels, key) || labels[key] !== wanted[key]) return false;
  }
  return true;
}

/** metav1.LabelSelectorAsSelector: reads a selector once to ask it often. An absent one matches nothing, an empty one everything. */
export function labelMatcher(selector: LabelSelector | undefined): (labels: Labels) => boolean {
  if (selector === undefined) return () => false;
  const wanted = Object.entries(selector.matchLabels ?? {});
  const requirements = selector.matchExpressions ?? [];
  return (labels) =>
    wanted.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value) && requirements.every((requirement) => requirementMatches(requirement, labels));
}

/** `labelMatcher` for one question. */
export const labelSelectorMatches = (selector: LabelSelector | undefined, labels: Labels): boolean => labelMatcher(selector)(labels);

/** Why a requirement cannot be parsed by the scheduler (labels.NewRequirement, nodeSelectorRequirementsAsSelector). */
function requirementParses(requirement: LabelSelectorRequirement): boolean {
  const values = requirement.values ?? [];
  switch (requirement.operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0;
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0;
    case 'Gt':
    case 'Lt':
      return values.length === 1 && parseInt64(values[0] ?? '') !== undefined;
    default:
      return false;
  }
}

/**
 * One node selector term: expressions and fields are ANDed, an empty term matches no node, a term that does not parse matches none.
 * component-helpers scheduling/corev1/nodeaffinity: nodeSelectorTerm.match.
 */
export function nodeSelectorTermMatches(term: NodeSelectorTerm, labels: Labels, nodeName: string): boolean {
  const expressions = term.matchExpressions ?? [];
  const fields = term.matchFields ?? [];
  if (expressions.length === 0 && fields.length === 0) return false;
  if (!expressions.every((r) => requirementParses(r) && requirementMatches(r, labels))) return false;
  return fields.every((field) => {
    const values = field.values ?? [];
    if (values.length !== 1) return false;
    const actual = field.key === 'metadata.name' ? nodeName : '';
    if (field.operator === 'In') return actual === values[0];
    return field.operator === 'NotIn' && actual !== values[0];
  });
}

/** Terms are ORed (LazyErrorNodeSelector.Match). */
export function nodeSelectorMatches(terms: readonly NodeSelectorTerm[], labels: Labels, nodeName: string): boolean {
  return terms.some((term) => nodeSelectorTermMatches(term, labels, nodeName));
}
