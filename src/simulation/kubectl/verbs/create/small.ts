import { formatQuantity, parseQuantity, QUANTITY_ERRORS } from '../../../api/quantity';
import type { JsonObject } from '../../../api/schema/walk';
import { parseLabelSelector } from '../../../api/selector';
import { KubectlError } from '../../runtime/errors';
import { creator } from './draft';

export const createNamespace = creator({ cluster: true, build: (_, name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }) });

export const createServiceAccount = creator({ failure: 'failed to create serviceaccount: ', build: (_, name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }) });

/** `cpu=1,memory=1Gi`. */
export function quantities(text: string): Readonly<Record<string, string>> {
  if (text === '') return {};
  return Object.fromEntries(
    text.split(',').map((one) => {
      const parts = one.split('=');
      if (parts.length !== 2) throw new KubectlError(`Invalid argument syntax ${one}, expected <resource>=<value>`);
      const [name = '', value = ''] = parts;
      const read = parseQuantity(value);
      if (!read.ok) throw new KubectlError(QUANTITY_ERRORS[read.error]);
      return [name, formatQuantity(read.value)];
    }),
  );
}

export const createQuota = creator({
  failure: 'failed to create quota: ',
  build({ flags }, name) {
    const [hard, scopes] = [quantities(flags.text('hard')), flags.text('scopes').split(',')];
    if (flags.text('scopes') !== '' && scopes.includes('')) throw new KubectlError('invalid resource quota scope ""');
    return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name }, spec: { ...(Object.keys(hard).length === 0 ? {} : { hard }), ...(flags.text('scopes') === '' ? {} : { scopes }) } };
  },
});

const OPERATORS: Readonly<Record<string, string>> = { in: 'In', notin: 'NotIn', exists: 'Exists', '!': 'DoesNotExist' };

/** metav1.ParseToLabelSelector. */
function labelSelectorOf(text: string): JsonObject {
  const parsed = parseLabelSelector(text);
  if (!parsed.ok) throw new KubectlError(`couldn't parse the selector string "${text}": ${parsed.error}`);
  const matchLabels: Record<string, string> = {};
  const matchExpressions: JsonObject[] = [];
  for (const { key, operator, values } of parsed.value) {
    if (operator === '=' || operator === '==') matchLabels[key] = [...values][0] ?? '';
    else matchExpressions.push({ key, operator: OPERATORS[operator] ?? operator, ...([...values].length === 0 ? {} : { values: [...values] }) });
  }
  return { ...(Object.keys(matchLabels).length === 0 ? {} : { matchLabels }), ...(matchExpressions.length === 0 ? {} : { matchExpressions }) };
}

const BUDGET = /^[0-9]+%?$/;
const intOrString = (text: string): string | number => (/^[+-]?[0-9]+$/.test(text) ? Number(text) : text);

export const createBudget = creator({
  failure: 'failed to create poddisruptionbudgets: ',
  check({ flags }) {
    const [least, most] = [flags.text('min-available'), flags.text('max-unavailable')];
    if (flags.text('selector') === '') throw new KubectlError('a selector must be specified');
    if (least === '' && most === '') throw new KubectlError('one of min-available or max-unavailable must be specified');
    if (least !== '' && most !== '') throw new KubectlError('min-available and max-unavailable cannot be both specified');
    if (least !== '' && !BUDGET.test(least)) throw new KubectlError('invalid format specified for min-available');
    if (most !== '' && !BUDGET.test(most)) throw new KubectlError('invalid format specified for max-unavailable');
  },
  build({ flags }, name) {
    const [least, most] = [flags.text('min-available'), flags.text('max-unavailable')];
    return {
      apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name },
      spec: { ...(least === '' ? {} : { minAvailable: intOrString(least) }), ...(most === '' ? {} : { maxUnavailable: intOrString(most) }), selector: labelSelectorOf(flags.text('selector')) },
    };
  },
});

export const createPriorityClass = creator({
  failure: 'failed to create priorityclass: ',
  cluster: true,
  build: ({ flags }, name) => ({
    apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value: flags.int('value'), preemptionPolicy: flags.text('preemption-policy'),
    ...(flags.bool('global-default') ? { globalDefault: true } : {}), ...(flags.text('description') === '' ? {} : { description: flags.text('description') }),
  }),
});
