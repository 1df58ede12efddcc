import { printList } from '../../../base/go/quote';
import type {
  MutatingAdmissionPolicy, MutatingAdmissionPolicyBinding, MutatingWebhookConfiguration, ParamKind, ParamRef, ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding, ValidatingWebhookConfiguration,
} from '../../generated/types/admissionregistration.v1';
import type { FlowSchema, PriorityLevelConfiguration } from '../../generated/types/flowcontrol.v1';
import type { ClusterRoleBinding, RoleBinding } from '../../generated/types/rbac.v1';
import type { DeviceClass, ResourceClaim, ResourceClaimTemplate, ResourceSlice } from '../../generated/types/resource.v1';
import { age, cells, nameCell } from './common';
import type { CellTable } from './common';

const paramKind = (kind: ParamKind | undefined): string => (kind === undefined ? '<unset>' : `${kind.apiVersion ?? ''}/${kind.kind ?? ''}`);

function paramRef(ref: ParamRef | undefined): string {
  if (ref === undefined) return '<unset>';
  if ((ref.name ?? '') !== '') return `${(ref.namespace ?? '') === '' ? '*' : ref.namespace}/${ref.name}`;
  if (ref.selector === undefined) return '<unset>';
  const labels = Object.entries(ref.selector.matchLabels ?? {}).map(([key, value]) => `${key}: ${value},`);
  const expressions = (ref.selector.matchExpressions ?? []).map(({ key, operator, values }) => `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:${printList(values ?? [])},}`);
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join('')}},MatchExpressions:[]LabelSelectorRequirement{${expressions.map((one) => `${one},`).join('')}},}`;
}

/** rbac.SubjectsStrings: users, groups, accounts. */
function subjects({ subjects: all = [] }: RoleBinding | ClusterRoleBinding): readonly string[] {
  const of = (kind: string): readonly string[] => all.filter((one) => one.kind === kind).map(({ namespace = '', name }) => (kind === 'ServiceAccount' ? `${namespace}/${name}` : name));
  return ['User', 'Group', 'ServiceAccount'].map((kind) => of(kind).join(', '));
}

const binding = (one: RoleBinding | ClusterRoleBinding, now: number): readonly string[] => [nameCell(one), `${one.roleRef.kind}/${one.roleRef.name}`, age(one, now), ...subjects(one)];

function claimState({ metadata, status }: ResourceClaim): string {
  const deleted = metadata.deletionTimestamp !== undefined;
  const allocation = status?.allocation === undefined ? (deleted ? [] : ['pending']) : ['allocated', ...((status.reservedFor ?? []).length > 0 ? ['reserved'] : [])];
  return [...(deleted ? ['deleted'] : []), ...allocation].join(',');
}

export const POLICY_CELLS: CellTable = {
  'rbac.v1.RoleBinding': cells<RoleBinding>(binding),
  'rbac.v1.ClusterRoleBinding': cells<ClusterRoleBinding>(binding),
  'admissionregistration.v1.ValidatingAdmissionPolicy': cells<ValidatingAdmissionPolicy>((one, now) => [nameCell(one), (one.spec?.validations ?? []).length, paramKind(one.spec?.paramKind), age(one, now)]),
  'admissionregistration.v1.MutatingAdmissionPolicy': cells<MutatingAdmissionPolicy>((one, now) => [nameCell(one), (one.spec?.mutations ?? []).length, paramKind(one.spec?.paramKind), age(one, now)]),
  'admissionregistration.v1.ValidatingAdmissionPolicyBinding': cells<ValidatingAdmissionPolicyBinding>((one, now) => [nameCell(one), one.spec?.policyName ?? '', paramRef(one.spec?.paramRef), age(one, now)]),
  'admissionregistration.v1.MutatingAdmissionPolicyBinding': cells<MutatingAdmissionPolicyBinding>((one, now) => [nameCell(one), one.spec?.policyName ?? '', paramRef(one.spec?.paramRef), age(one, now)]),
  'admissionregistration.v1.ValidatingWebhookConfiguration': cells<ValidatingWebhookConfiguration>((one, now) => [nameCell(one), (one.webhooks ?? []).length, age(one, now)]),
  'admissionregistration.v1.MutatingWebhookConfiguration': cells<MutatingWebhookConfiguration>((one, now) => [nameCell(one), (one.webhooks ?? []).length, age(one, now)]),
  'flowcontrol.v1.FlowSchema': cells<FlowSchema>((one, now) => [
    nameCell(one), one.spec?.priorityLevelConfiguration.name ?? '', one.spec?.matchingPrecedence ?? 0, one.spec?.distinguisherMethod?.type ?? '<none>', age(one, now),
    one.status?.conditions?.find(({ type }) => type === 'Dangling')?.status ?? '?',
  ]),
  'flowcontrol.v1.PriorityLevelConfiguration': cells<PriorityLevelConfiguration>((one, now) => {
    const queuing = one.spec?.limited?.limitResponse?.queuing;
    const shown = (value: number | undefined): string | number => (queuing === undefined ? '<none>' : (value ?? 0));
    return [nameCell(one), one.spec?.type ?? '', one.spec?.limited === undefined ? '<none>' : (one.spec.limited.nominalConcurrencyShares ?? 0), shown(queuing?.queues), shown(queuing?.handSize), shown(queuing?.queueLengthLimit), age(one, now)];
  }),
  'resource.v1.DeviceClass': cells<DeviceClass>((one, now) => [nameCell(one), age(one, now)]),
  'resource.v1.ResourceClaim': cells<ResourceClaim>((one, now) => [nameCell(one), claimState(one), age(one, now)]),
  'resource.v1.ResourceClaimTemplate': cells<ResourceClaimTemplate>((one, now) => [nameCell(one), age(one, now)]),
  'resource.v1.ResourceSlice': cells<ResourceSlice>((one, now) => [nameCell(one), one.spec.nodeName ?? '', one.spec.driver, one.spec.pool.name, age(one, now)]),
};
