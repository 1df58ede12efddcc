import { NETWORKING_DEFAULTS } from '../defaulting/networking';
import { invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { networkingV1, networkingV1Resources } from '../generated/schema/networking.v1';
import type { IPAddress, ParentReference, ServiceCIDR } from '../generated/types/networking.v1';
import { structOf } from '../internal';
import { defineKind } from '../kind';
import { withOwnStatus } from '../strategy/simple';
import { eachInvalid, immutable } from '../validation/common';
import { strictCidrErrors, strictIpErrors } from '../validation/ip';
import { pathSegmentName, validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validateDnsSubdomain } from '../validation/names';

const parentForm = structOf('Group Resource Namespace Name');
const shownParent = (parent: ParentReference | undefined): unknown => (parent === undefined ? null : parentForm(parent));
const COMMON = { group: networkingV1, resources: networkingV1Resources, defaulters: NETWORKING_DEFAULTS };

/** validateIPAddressParentReference (pkg/apis/networking/validation). */
function parentErrors(parent: Partial<ParentReference> | undefined): FieldError[] {
  const path = 'spec.parentRef';
  if (parent === undefined) return [required(path)];
  const segment = (field: 'resource' | 'name' | 'namespace', needed: boolean): FieldError[] => {
    const value = parent[field] ?? '';
    return value !== '' ? eachInvalid(`${path}.${field}`, value, pathSegmentName(value, false)) : needed ? [required(`${path}.${field}`)] : [];
  };
  return [...(parent.group ? validateDnsSubdomain(parent.group, `${path}.group`) : []), ...segment('resource', true), ...segment('name', true), ...segment('namespace', false)];
}

/** ValidateIPAddress: the address is its name. */
const validateAddress = ({ metadata, spec }: IPAddress): FieldError[] => [
  ...validateKubeMeta(metadata, { namespaced: false, name: (name) => strictIpErrors(name, '').map(({ detail }) => detail) }),
  ...parentErrors(spec?.parentRef),
];

export const ipAddressKind = defineKind<IPAddress>({
  ...COMMON,
  kind: 'IPAddress',
  validateCreate: validateAddress,
  validateUpdate: (address, old) => [...validateKubeMetaUpdate(address.metadata, old.metadata), ...validateAddress(address), ...immutable(shownParent(address.spec?.parentRef), shownParent(old.spec?.parentRef), 'spec.parentRef')],
});

const cidrsOf = ({ spec }: ServiceCIDR): readonly string[] => spec?.cidrs ?? [];
const AT = 'spec.cidrs';

/** validateServiceCIDRSpec: one of each family. */
function cidrErrors(cidrs: readonly string[]): FieldError[] {
  if (cidrs.length === 0) return [required(AT, 'at least one CIDR required')];
  if (cidrs.length > 2) return [invalid(AT, { CIDRs: cidrs }, 'may only hold up to 2 values')];
  const errors = cidrs.flatMap((cidr, i) => strictCidrErrors(cidr, `${AT}[${i}]`));
  const [one, other] = cidrs.map((cidr) => (strictCidrErrors(cidr, '').some(({ detail }) => detail.startsWith('must be a valid')) ? undefined : cidr.includes(':')));
  return cidrs.length === 2 && one !== undefined && one === other ? [...errors, invalid(AT, cidrs, 'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64')] : errors;
}

/** ValidateServiceCIDRUpdate: a second family may come later. */
function cidrUpdateErrors(sent: readonly string[] | undefined, old: readonly string[]): FieldError[] {
  const now = sent ?? [];
  const grows = old.length === 1 && now.length === 2;
  if (!grows && old.length !== now.length) return [invalid(AT, sent ?? null, 'field is immutable')];
  const changed = old.flatMap((cidr, i) => (cidr === now[i] ? [] : [invalid(`${AT}[${i}]`, now[i], 'field is immutable')]));
  return grows ? [...changed, ...cidrErrors(now)] : changed;
}

export const serviceCidrKind = defineKind<ServiceCIDR>({
  ...COMMON,
  kind: 'ServiceCIDR',
  strategy: withOwnStatus,
  validateCreate: (cidr) => [...validateKubeMeta(cidr.metadata, { namespaced: false }), ...cidrErrors(cidrsOf(cidr))],
  validateUpdate: (cidr, old) => [...validateKubeMetaUpdate(cidr.metadata, old.metadata), ...cidrUpdateErrors(cidr.spec?.cidrs, cidrsOf(old))],
});
