import { formatTime } from '../../base/time';
import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';

/** What the controllers of definitions say of one. */
export interface DefinitionCondition {
  readonly type: 'NamesAccepted' | 'Established' | 'Terminating';
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime?: string;
}

type Names = CustomResourceDefinition['spec']['names'];

/** A definition's status as its controllers read it. */
export interface DefinitionStatus {
  readonly conditions?: readonly DefinitionCondition[];
  readonly acceptedNames?: Partial<Names>;
  readonly storedVersions?: readonly string[];
}

export const statusOf = (definition: CustomResourceDefinition): DefinitionStatus => (definition as { readonly status?: DefinitionStatus }).status ?? {};

export const conditionOf = (definition: CustomResourceDefinition, type: DefinitionCondition['type']): DefinitionCondition | undefined => statusOf(definition).conditions?.find((one) => one.type === type);

export const isTrue = (definition: CustomResourceDefinition, type: DefinitionCondition['type']): boolean => conditionOf(definition, type)?.status === 'True';

/** apihelpers SetCRDCondition: in its old place; its time is that of the last change of its status. `now`: µs since 1970. */
export function withConditions(definition: CustomResourceDefinition, now: number, ...said: readonly DefinitionCondition[]): CustomResourceDefinition {
  const status = statusOf(definition);
  const conditions = said.reduce<readonly DefinitionCondition[]>((before, one) => {
    const old = before.find(({ type }) => type === one.type);
    const next = { ...one, lastTransitionTime: old?.status === one.status ? (old.lastTransitionTime ?? formatTime(now)) : formatTime(now) };
    return old === undefined ? [...before, next] : before.map((other) => (other === old ? next : other));
  }, status.conditions ?? []);
  return { ...definition, status: { ...status, conditions } } as CustomResourceDefinition;
}
