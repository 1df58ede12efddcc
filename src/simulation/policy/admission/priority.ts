import type { Pod } from '../../api';

export interface PriorityClass {
  readonly name: string;
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}

/** The classes that every cluster has (pkg/apis/scheduling/v1/helpers.go). */
export const SYSTEM_PRIORITY_CLASSES: readonly PriorityClass[] = [
  { name: 'system-node-critical', value: 2_000_001_000 },
  { name: 'system-cluster-critical', value: 2_000_000_000 },
];

/** What priority admission makes of a Pod, or why it refuses it. */
export type PriorityAdmission = { readonly pod: Pod } | { readonly forbidden: string };

/** getDefaultPriorityClass: of several the one with the smallest value. */
const leastDefault = (classes: readonly PriorityClass[]): PriorityClass | undefined =>
  classes.filter(({ globalDefault }) => globalDefault === true).reduce<PriorityClass | undefined>((least, one) => (least === undefined || one.value < least.value ? one : least), undefined);

/** Priority (plugin/pkg/admission/priority): the class's number and its say about preemption; without a class the cluster's default, or 0. Of several defaults the smallest counts. */
export function admitPriority(pod: Pod, classes: readonly PriorityClass[]): PriorityAdmission {
  const { priorityClassName = '', priority, preemptionPolicy } = pod.spec;
  const found = priorityClassName === '' ? (leastDefault(classes) ?? { name: '', value: 0 }) : classes.find(({ name }) => name === priorityClassName);
  if (found === undefined) return { forbidden: `no PriorityClass with name ${priorityClassName} was found` };
  const computed = `priority admission controller computed`;
  if (priority !== undefined && priority !== found.value) {
    return { forbidden: `the integer value of priority (${priority}) must not be provided in pod spec; ${computed} ${found.value} from the given PriorityClass name` };
  }
  const policy = found.preemptionPolicy ?? 'PreemptLowerPriority';
  if (preemptionPolicy !== undefined && preemptionPolicy !== policy) {
    return { forbidden: `the string value of PreemptionPolicy (${preemptionPolicy}) must not be provided in pod spec; ${computed} ${policy} from the given PriorityClass name` };
  }
  const spec = { ...pod.spec, priority: found.value, preemptionPolicy: policy };
  return { pod: { ...pod, spec: found.name === '' ? spec : { ...spec, priorityClassName: found.name } } };
}

/** Priority, what it refuses of a PriorityClass (validatePriorityClass): a second default. */
export function refusedPriorityClass({ name, globalDefault = false }: PriorityClass, classes: readonly PriorityClass[], isNew: boolean): string | undefined {
  if (!globalDefault) return undefined;
  const found = leastDefault(classes);
  return found === undefined || (!isNew && found.name === name) ? undefined : `PriorityClass ${found.name} is already marked as default. Only one default can exist`;
}
