import { quote } from '../../../base/go/quote';
import { semanticEqual } from '../../../api/equal';
import type { CustomResourceDefinition } from '../../../api/generated/types/apiextensions.v1';
import { conditionOf, statusOf } from '../../apiserver/conditions';
import type { DefinitionCondition } from '../../apiserver/conditions';

type Names = Partial<CustomResourceDefinition['spec']['names']>;

export interface Naming {
  readonly names: Names;
  readonly accepted: DefinitionCondition;
  readonly established: DefinitionCondition;
}

const taken = (wanted: string | undefined, own: string | undefined, used: ReadonlySet<string>): string | undefined => (wanted === undefined || wanted === own || !used.has(wanted) ? undefined : `${quote(wanted)} is already in use`);

/**
 * NamingConditionController.calculateNamesAndConditions (apiextensions-apiserver pkg/controller/status): which of a definition's names are free in its group, and what is said of it.
 * `all`: every definition there is, itself among them; names that it has been given stay its own.
 */
export function namingOf(definition: CustomResourceDefinition, all: readonly CustomResourceDefinition[]): Naming {
  const wanted = definition.spec.names;
  const own = statusOf(definition).acceptedNames ?? {};
  const given = all.filter(({ spec }) => spec.group === definition.spec.group).map((one) => statusOf(one).acceptedNames ?? {});
  const resources = new Set(given.flatMap(({ plural, singular, shortNames = [] }) => [plural, singular, ...shortNames].filter((one) => one !== undefined && one !== '')) as string[]);
  const kinds = new Set(given.flatMap(({ kind, listKind }) => [kind, listKind].filter((one) => one !== undefined && one !== '')) as string[]);
  let names: Names = own;
  let conflict: Pick<DefinitionCondition, 'reason' | 'message'> | undefined;
  const check = (problem: string | undefined, reason: string, next: Names): void => {
    if (problem === undefined) names = { ...names, ...next };
    else conflict = { reason, message: problem };
  };
  check(taken(wanted.plural, own.plural, resources), 'PluralConflict', { plural: wanted.plural });
  check(taken(wanted.singular, own.singular, resources), 'SingularConflict', wanted.singular === undefined ? {} : { singular: wanted.singular });
  if (!semanticEqual(wanted.shortNames ?? [], own.shortNames ?? [])) {
    const problems = (wanted.shortNames ?? []).filter((one) => own.shortNames?.includes(one) !== true).flatMap((one) => taken(one, '', resources) ?? []);
    check(problems.length === 0 ? undefined : problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`, 'ShortNamesConflict', wanted.shortNames === undefined ? {} : { shortNames: wanted.shortNames });
  }
  check(taken(wanted.kind, own.kind, kinds), 'KindConflict', { kind: wanted.kind });
  check(taken(wanted.listKind, own.listKind, kinds), 'ListKindConflict', wanted.listKind === undefined ? {} : { listKind: wanted.listKind });
  if (wanted.categories !== undefined) names = { ...names, categories: wanted.categories };
  const accepted: DefinitionCondition = conflict === undefined ? { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' } : { type: 'NamesAccepted', status: 'False', ...conflict };
  const before = conditionOf(definition, 'Established') ?? { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'not all names are accepted' };
  const installing: DefinitionCondition = { type: 'Established', status: 'False', reason: 'Installing', message: 'the initial names have been accepted' };
  return { names, accepted, established: before.status !== 'True' && accepted.status === 'True' ? installing : before };
}
