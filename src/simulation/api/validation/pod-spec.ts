import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { ObjectMeta, PodSpec, PodTemplateSpec } from '../types';
import { qualifiedName } from './common';
import { validateAnnotations, validateLabels } from './metadata';
import { rangeError, validateDnsLabel, validateDnsSubdomain } from './names';
import { validatePodAnnotations, validateProfiles } from './pod/annotations';
import { validateResourceClaims } from './pod/claims';
import { validateContainers, validateEphemeralContainers, validateInitContainers } from './pod/containers';
import { visitContainers } from './pod/containers-of';
import { validateDnsConfig, validateHostAliases, validateHostnameOverride } from './pod/dns';
import { validateFileRefVolumes } from './pod/env';
import type { PodOptions } from './pod/options';
import { validatePodResources } from './pod/pod-resources';
import { validateHostNetworkPorts } from './pod/ports';
import { validatePodRestartPolicy } from './pod/restarts';
import { validateHostUsers, validatePodSecurityContext } from './pod/security-context';
import { validateVolumes } from './pod/volumes';
import { validateHostProcess, validateOs } from './pod/windows';
import { validateResources } from './resources';
import { validateAffinity, validateGates, validateSpread, validateTolerations } from './scheduling';

const DNS_POLICIES: readonly string[] = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const LONGEST_DEADLINE = 2 ** 31 - 1;

/** A choice whose supported values upstream lists in an order of its own. */
function validateChoice(value: string | undefined, path: string, choices: readonly string[]): FieldError[] {
  if (!value) return [required(path)];
  return choices.includes(value) ? [] : [notSupported(path, value, choices)];
}

/** The names in a spec, in upstream's order. */
function validateNamed(spec: PodSpec, path: string): FieldError[] {
  const { activeDeadlineSeconds: deadline } = spec;
  const named = (field: 'serviceAccountName' | 'nodeName' | 'hostname' | 'subdomain', check: (value: string, at: string) => FieldError[]): FieldError[] => {
    const value = spec[field];
    return value ? check(value, `${path}.${field}`) : [];
  };
  return [
    ...named('serviceAccountName', validateDnsSubdomain),
    ...named('nodeName', validateDnsSubdomain),
    ...(deadline !== undefined && (deadline < 1 || deadline > LONGEST_DEADLINE) ? [invalid(`${path}.activeDeadlineSeconds`, deadline, rangeError(1, LONGEST_DEADLINE))] : []),
    ...named('hostname', validateDnsLabel),
    ...named('subdomain', validateDnsLabel),
  ];
}

/** ValidatePodSpec; also for templates, which have no `metadata` of a Pod. The order of the checks is upstream's. */
export function validatePodSpec(spec: PodSpec, path: string, metadata?: ObjectMeta, options: PodOptions = {}): FieldError[] {
  const volumes = validateVolumes(spec.volumes ?? [], metadata, `${path}.volumes`, options);
  const claims = new Set((spec.resourceClaims ?? []).flatMap(({ name }) => (name ? [name] : [])));
  const context = { spec, volumes: volumes.good, claims, options };
  const devices = visitContainers(spec, path).map(({ container, path: at }) => ({ path: at, devices: (container.volumeDevices ?? []).length }));
  const pages = { anyHugePages: options.anyHugePages === true };
  return [
    ...(spec.terminationGracePeriodSeconds === undefined ? [required(`${path}.terminationGracePeriodSeconds`)] : []),
    ...volumes.errors,
    ...validateResourceClaims(spec.resourceClaims ?? [], metadata, `${path}.resourceClaims`),
    ...validateContainers(context, `${path}.containers`),
    ...validateInitContainers(context, `${path}.initContainers`),
    ...validateEphemeralContainers(context, `${path}.ephemeralContainers`),
    ...validatePodResources(spec, claims, path, pages),
    ...(spec.hostNetwork === true ? validateHostNetworkPorts(spec.containers ?? [], `${path}.containers`, options.isPod === true) : []),
    ...validatePodRestartPolicy(spec.restartPolicy, `${path}.restartPolicy`),
    ...validateChoice(spec.dnsPolicy, `${path}.dnsPolicy`, DNS_POLICIES),
    ...validateLabels(spec.nodeSelector, `${path}.nodeSelector`),
    ...(spec.securityContext === undefined ? [] : validatePodSecurityContext(spec.securityContext, spec, `${path}.securityContext`, options)),
    ...validateAffinity(spec.affinity, `${path}.affinity`, options),
    ...validateDnsConfig(spec.dnsConfig, spec.dnsPolicy, `${path}.dnsConfig`),
    ...(spec.readinessGates ?? []).flatMap(({ conditionType = '' }, i) => qualifiedName(conditionType, `${path}.readinessGates[${i}].conditionType`)),
    ...validateGates(spec, `${path}.schedulingGates`),
    ...validateSpread(spec.topologySpreadConstraints ?? [], `${path}.topologySpreadConstraints`, options),
    ...validateHostProcess(spec, path),
    ...validateHostUsers(spec, devices, path),
    ...validateHostnameOverride(spec, path),
    ...validateNamed(spec, path),
    ...validateTolerations(spec.tolerations ?? [], `${path}.tolerations`),
    ...validateHostAliases(spec.hostAliases ?? [], `${path}.hostAliases`),
    ...(spec.priorityClassName ? validateDnsSubdomain(spec.priorityClassName, `${path}.priorityClassName`) : []),
    ...(spec.runtimeClassName === undefined ? [] : validateDnsSubdomain(spec.runtimeClassName, `${path}.runtimeClassName`)),
    ...(spec.preemptionPolicy === undefined ? [] : validateChoice(spec.preemptionPolicy, `${path}.preemptionPolicy`, ['PreemptLowerPriority', 'Never'])),
    ...(spec.overhead === undefined ? [] : validateResources({ limits: spec.overhead }, `${path}.overhead`, new Set(), pages)),
    ...validateOs(spec, path),
    ...validateFileRefVolumes(spec, path),
  ];
}

/** ValidatePodTemplateSpec. Upstream leaves `metadata` out of the paths of labels and annotations. */
export function validatePodTemplate({ metadata = {}, spec }: PodTemplateSpec, path: string, options: PodOptions = {}): FieldError[] {
  const placed = (errors: readonly FieldError[], field: string): FieldError[] => errors.map((error) => ({ ...error, at: (error.at ?? error.path).replace(`${path}.${field}`, `${path}.metadata.${field}`) }));
  return [
    ...placed(validateLabels(metadata.labels, `${path}.labels`), 'labels'),
    ...placed(validateAnnotations(metadata.annotations, `${path}.annotations`), 'annotations'),
    ...placed(validatePodAnnotations(metadata.annotations, spec, `${path}.annotations`), 'annotations'),
    ...validatePodSpec(spec, `${path}.spec`, undefined, options),
    ...validateProfiles(metadata, spec, `${path}.spec`),
    ...((spec.ephemeralContainers ?? []).length > 0 ? [forbidden(`${path}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')] : []),
  ];
}
