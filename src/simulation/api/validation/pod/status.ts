import { parseIpSloppy } from '../../../base/ip';
import { duplicate, forbidden, internal, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { ContainerStatus, PodStatus } from '../../generated/types/core.v1';
import { dns1123SubdomainErrors } from '../../names';
import { allCouldRestart, restartsAfter } from '../../pod-restart';
import type { Container, Pod, PodSpec } from '../../types';
import { immutable, qualifiedName } from '../common';
import { ipWarnings, legacyIpErrors } from '../ip';
import { validateKubeMetaUpdate } from '../metadata';
import { validateDnsLabel, validateDnsSubdomain, validateId } from '../names';
import { validatePodAnnotationUpdate } from './annotations';

const SYSTEM_CONDITIONS: readonly string[] = ['PodScheduled', 'Ready', 'Initialized'];
const LISTS = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const;

const generation = (value: number | undefined, path: string): FieldError[] => (value !== undefined && value < 0 ? [invalid(path, value, 'must be a non-negative integer')] : []);

/** Validate{,Init,Ephemeral}ContainerStateTransition: who ended for good does not run again. `containers`: none of those that never start again. */
function transitionErrors(statuses: readonly ContainerStatus[], old: readonly ContainerStatus[], path: string, containers: readonly Container[], { spec }: Pod): FieldError[] {
  return old.flatMap(({ name, state }, i) => {
    const now = statuses.find((one) => one.name === name);
    if (!state?.terminated || now === undefined || now.state?.terminated) return [];
    const container = containers.find((one) => one.name === name);
    const again = container !== undefined && restartsAfter(container, spec, state.terminated.exitCode ?? 0);
    return again ? [] : [forbidden(`${path}[${i}].state`, 'may not be transitioned to non-terminated state')];
  });
}

type Addresses = readonly { readonly ip?: string }[];
const texts = (addresses: Addresses = []): readonly string[] => addresses.map(({ ip = '' }) => ip);

/** The Pod's addresses as the internal type has them (Convert_v1_PodStatus_To_core_PodStatus): the first alone counts where both are said and differ. */
const podAddresses = ({ podIP = '', podIPs = [] }: PodStatus): Addresses => (podIP !== '' && podIPs[0]?.ip !== podIP ? [{ ip: podIP }] : podIPs);

/** Of validatePodIPs and validateHostIPs: at most one address of each family. */
function addressErrors(addresses: Addresses, old: Addresses, path: string): FieldError[] {
  const ips = texts(addresses);
  const errors = ips.flatMap((ip, i) => legacyIpErrors(ip, `${path}[${i}]`, texts(old)));
  if (ips.length < 2) return errors;
  const unknown = ips.findIndex((ip) => parseIpSloppy(ip) === undefined);
  if (unknown >= 0) errors.push(internal(path, `failed to check for dual stack with error:invalid IP[${unknown}]: ${ips[unknown] ?? ''}`));
  const families = new Set(ips.map((ip) => parseIpSloppy(ip)?.family));
  return unknown < 0 && ips.length === 2 && families.size === 2 ? errors : [...errors, invalid(path, ips.map((IP) => ({ IP })), 'may specify no more than one IP for each IP family')];
}

/** validatePodResourceClaimStatuses and validatePodExtendedResourceClaimStatus. */
function claimErrors({ resourceClaimStatuses = [], extendedResourceClaimStatus: extended }: PodStatus, { spec }: Pod): FieldError[] {
  const claims = resourceClaimStatuses.flatMap(({ name = '', resourceClaimName }, i) => {
    const at = `status.resourceClaimStatuses[${i}]`;
    return [
      ...((spec.resourceClaims ?? []).some((one) => one.name === name) ? [] : [invalid(`${at}.name`, name, 'must match the name of an entry in `spec.resourceClaims`')]),
      ...(resourceClaimStatuses.findIndex((one) => (one.name ?? '') === name) < i ? [duplicate(`${at}.name`, name)] : []),
      ...(resourceClaimName === undefined ? [] : validateDnsSubdomain(resourceClaimName, `${at}.resourceClaimName`)),
    ];
  });
  if (extended === undefined) return claims;
  const path = 'status.extendedResourceClaimStatus';
  const { containers: own = [], initContainers = [] }: Partial<PodSpec> = spec;
  const containers = [...own, ...initContainers];
  const mappings = extended.requestMappings ?? [];
  return [
    ...claims,
    ...(mappings.length === 0 ? [required(`${path}.requestMappings`, 'at least one request mapping is required')] : []),
    ...mappings.flatMap(({ containerName = '', resourceName = '', requestName = '' }, i) => {
      const at = `${path}.requestMappings[${i}]`;
      const container = containers.find(({ name }) => name === containerName);
      const fields = Object.entries({ containerName, resourceName, requestName });
      const twice = mappings.findIndex((one) => fields.every(([field, value]) => (one[field as 'containerName'] ?? '') === value)) < i;
      return [
        ...(container === undefined ? [invalid(`${at}.containerName`, containerName, 'must match the name of an entry in spec.initContainers.name or spec.containers.name')]
        : container.resources?.requests?.[resourceName] === undefined ? [invalid(`${at}.resourceName`, resourceName, 'must match the extended resource name of an entry in spec.initContainers.resources.requests or spec.containers.resources.requests')]
        : []),
        ...validateDnsLabel(requestName, `${path}.requestName`),
        ...(twice ? fields.map(([field, value]) => duplicate(`${at}.${field}`, value)) : []),
      ];
    }),
    ...(extended.resourceClaimName ? validateDnsSubdomain(extended.resourceClaimName, `${path}.resourceClaimName`) : [required(`${path}.resourceClaimName`)]),
  ];
}

/** validateContainerStatusUsers. */
function userErrors(statuses: readonly ContainerStatus[], path: string, { spec }: Pod): FieldError[] {
  return statuses.flatMap(({ user }, i) => {
    const at = `${path}[${i}].user.linux`;
    if (user?.linux === undefined) return [];
    if (spec.os?.name === 'windows') return [forbidden(at, 'cannot be set for a windows pod')];
    const { uid, gid, supplementalGroups = [] } = user.linux;
    return [...validateId(uid, `${at}.uid`), ...validateId(gid, `${at}.gid`), ...supplementalGroups.flatMap((group, g) => validateId(group, `${at}.supplementalGroups[${g}]`))];
  });
}

/** ValidatePodStatusUpdate (pkg/apis/core/validation), but for the health of devices. */
export function validatePodStatus(pod: Pod, old: Pod): FieldError[] {
  const status: PodStatus = pod.status ?? {};
  const before: PodStatus = old.status ?? {};
  const { conditions = [], nominatedNodeName: node = '', hostIP = '', hostIPs = [] } = status;
  const nominated = node !== '' && node !== (before.nominatedNodeName ?? '');
  const at = 'status.nominatedNodeName';
  const free = allCouldRestart(old.spec);
  const containers = { containerStatuses: old.spec.containers, initContainerStatuses: old.spec.initContainers ?? [], ephemeralContainerStatuses: [] };
  return [
    ...validateKubeMetaUpdate(pod.metadata, old.metadata),
    ...validatePodAnnotationUpdate(pod.metadata, old.metadata, pod.spec, 'metadata.annotations'),
    ...conditions.flatMap(({ type = '', observedGeneration }, i) => [
      ...generation(observedGeneration, `status.conditions[${i}].observedGeneration`),
      ...(SYSTEM_CONDITIONS.includes(type) ? [] : qualifiedName(type, `status.conditions[${i}].Type`)),
    ]),
    ...(nominated ? dns1123SubdomainErrors(node).map((words) => invalid(at, node, words)) : []),
    ...(nominated && old.spec.nodeName ? [forbidden(at, 'may not be set on pods that are already bound to a node')] : []),
    ...generation(status.observedGeneration, 'status.observedGeneration'),
    ...immutable(status.qosClass ?? '', before.qosClass ?? '', 'status.qosClass'),
    ...LISTS.flatMap((list) => (free && list !== 'ephemeralContainerStatuses' ? [] : transitionErrors(status[list] ?? [], before[list] ?? [], `status.${list}`, containers[list], old))),
    ...claimErrors(status, pod),
    ...addressErrors(podAddresses(status), podAddresses(before), 'status.podIPs'),
    ...(hostIPs.length > 0 && hostIPs[0]?.ip !== hostIP ? [invalid('status.hostIPs[0].ip', hostIPs[0]?.ip ?? '', 'must be equal to `hostIP`')] : []),
    ...addressErrors(hostIPs, before.hostIPs ?? [], 'status.hostIPs'),
    ...LISTS.flatMap((list) => userErrors(status[list] ?? [], `status.${list}`, pod)),
  ];
}

/** podStatusStrategy.WarningsOnUpdate. */
export const podStatusWarnings = ({ status = {} }: Pod): string[] =>
  [...texts(podAddresses(status)).flatMap((ip, i) => ipWarnings(ip, `status.podIPs[${i}].ip`)), ...texts(status.hostIPs).flatMap((ip, i) => ipWarnings(ip, `status.hostIPs[${i}].ip`))];
