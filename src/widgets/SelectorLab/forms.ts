import { createRegistry, deploymentKind, readManifests, type LabelSelector, type Problem } from '@site/src/simulation/api';
import { networkPolicyKind } from '@site/src/simulation/api/kinds/networking.NetworkPolicy';
import { podDisruptionBudgetKind } from '@site/src/simulation/api/kinds/policy.PodDisruptionBudget';
import { serviceKind } from '@site/src/simulation/api/kinds/core.Service';
import { parseLabelSelector, requirementsOf, type Parsed, type Requirement } from '@site/src/simulation/api/selector';
import { quote } from '@site/src/simulation/base/go/quote';

/** Who takes the selector: kubectl as text, the others in a manifest. */
export const FORMS = ['kubectl', 'Service', 'Deployment', 'NetworkPolicy', 'PodDisruptionBudget'] as const;
export type Form = (typeof FORMS)[number];

const KINDS = createRegistry([serviceKind, deploymentKind, networkPolicyKind, podDisruptionBudgetKind]);

/** What is selected: requirements, or nothing at all where the selector is absent. */
export type Selection = readonly Requirement[] | 'nothing';

export interface ReadSelector {
  /** Undefined where the API server refuses it. */
  readonly selection: Selection | undefined;
  readonly problems: readonly Problem[];
  /** What kubectl prints where it refuses the text. */
  readonly error: string | null;
}

const ofParsed = ({ selection, error }: { selection: Parsed<Selection>; error: (cause: string) => string }): ReadSelector =>
  selection.ok ? { selection: selection.value, problems: [], error: null } : { selection: undefined, problems: [], error: error(selection.error) };

/** The answer of `kubectl get pods -l` (cli-runtime resource.Helper: the server's words in kubectl's). */
const listError = (text: string) => (cause: string): string =>
  `Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector ${quote(text)}, field selector "": ${cause}`;

function selectorIn(yaml: string): { found: LabelSelector | null | undefined; any: boolean; problems: readonly Problem[] } {
  const { objects, problems } = readManifests(yaml, KINDS);
  const object = objects[0]?.object;
  if (object === undefined) return { found: undefined, any: false, problems };
  if (object.kind === 'NetworkPolicy') return { found: object.spec.podSelector ?? {}, any: true, problems };
  if (object.kind !== 'Service') return { found: object.spec.selector, any: true, problems };
  const labels = object.spec.selector;
  // A Service without a selector selects nothing: who makes its endpoints is somebody else.
  return { found: labels === undefined || Object.keys(labels).length === 0 ? null : { matchLabels: labels }, any: true, problems };
}

/** Reads a selector in its form as the API server would. */
export function readSelector(form: Form, text: string): ReadSelector {
  if (form === 'kubectl') return ofParsed({ selection: parseLabelSelector(text), error: listError(text) });
  const { found, any, problems } = selectorIn(text);
  if (!any) return { selection: undefined, problems, error: null };
  return { ...ofParsed({ selection: requirementsOf(found), error: (cause) => cause }), problems };
}

const OPERATORS = { in: 'In', notin: 'NotIn', '!=': 'NotIn', exists: 'Exists', '!': 'DoesNotExist', '=': 'In', '==': 'In', gt: 'Gt', lt: 'Lt' } as const;

const word = (text: string): string => (/^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text));

/** The requirements as the lines of a LabelSelector: equalities as `matchLabels`, where no key comes twice. */
function selectorLines(requirements: readonly Requirement[], indent: string): string[] {
  const once = (key: string): boolean => requirements.filter((one) => one.key === key).length === 1;
  const plain = requirements.filter(({ key, operator }) => (operator === '=' || operator === '==') && once(key));
  const rest = requirements.filter((one) => !plain.includes(one));
  return [
    ...(plain.length > 0 ? [`${indent}matchLabels:`, ...plain.map(({ key, values }) => `${indent}  ${word(key)}: ${word(values[0] ?? '')}`)] : []),
    ...(rest.length > 0 ? [`${indent}matchExpressions:`, ...rest.map(({ key, operator, values }) => {
      const list = operator === 'exists' || operator === '!' ? '' : `, values: [${values.map(word).join(', ')}]`;
      return `${indent}- {key: ${word(key)}, operator: ${OPERATORS[operator]}${list}}`;
    })] : []),
  ];
}

/** Labels that meet the equalities: what a Deployment's template would carry. */
const templateLabels = (requirements: readonly Requirement[]): string =>
  `{${[...new Map(requirements.flatMap(({ key, operator, values }) => (['=', '==', 'in'].includes(operator) ? [[key, values[0] ?? ''] as const] : operator === 'exists' ? [[key, 'x'] as const] : [])))].map(([key, value]) => `${word(key)}: ${word(value)}`).join(', ')}}`;

const head = (apiVersion: string, kind: string): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\nspec:\n`;

/** The same selector written for another API, whether that one takes it or not. */
export function writeSelector(form: Exclude<Form, 'kubectl'>, requirements: readonly Requirement[]): string {
  const nested = (field: string): string => (requirements.length === 0 ? `  ${field}: {}\n` : `  ${field}:\n${selectorLines(requirements, '    ').join('\n')}\n`);
  if (form === 'NetworkPolicy') return `${head('networking.k8s.io/v1', form)}${nested('podSelector')}  policyTypes: [Ingress]\n`;
  if (form === 'PodDisruptionBudget') return `${head('policy/v1', form)}${nested('selector')}  minAvailable: 1\n`;
  if (form === 'Deployment') {
    return `${head('apps/v1', form)}${nested('selector')}  template:\n    metadata:\n      labels: ${templateLabels(requirements)}\n    spec:\n      containers:\n      - name: web\n        image: registry.k8s.example/web:1.0\n`;
  }
  // A Service knows equality alone; everything else has to be written as a LabelSelector, which it is not.
  const plain = requirements.every(({ operator }) => operator === '=' || operator === '==') && new Set(requirements.map(({ key }) => key)).size === requirements.length;
  const map = plain ? requirements.map(({ key, values }) => `    ${word(key)}: ${word(values[0] ?? '')}`).join('\n') : selectorLines(requirements, '    ').join('\n');
  return `${head('v1', form)}  selector:${requirements.length === 0 ? ' {}' : `\n${map}`}\n  ports:\n  - port: 80\n`;
}
