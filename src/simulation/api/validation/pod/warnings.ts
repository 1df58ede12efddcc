/** What the API server warns of in Pods and templates (pkg/api/pod/warnings.go). */
import { quote } from '../../../base/go/quote';
import type { ContainerPort, Volume } from '../../generated/types/core.v1';
import { labelValueErrors } from '../../names';
import { quantityOf } from '../../quantity';
import type { NodeSelectorTerm, ObjectMeta, PodAffinity, PodSpec, PodTemplateSpec } from '../../types';
import { ipWarnings } from '../ip';
import { APPARMOR_CONTAINER, SECCOMP_CONTAINER, SECCOMP_POD } from './annotations';
import { visitContainers } from './containers-of';
import { overlapWarnings } from './path-overlaps';

const DEPRECATED_LABELS: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  'app.kubernetes.io/created-by': 'deprecated since v1.9',
  'scheduler.alpha.kubernetes.io/preferAvoidPods': 'deprecated since v1.22; use Taints and Tolerations instead',
  'node-role.kubernetes.io/master': 'use "node-role.kubernetes.io/control-plane" instead',
};

/** GetNodeLabelDeprecatedMessage (pkg/api/node). */
export const deprecatedNodeLabel = (key: string): string | undefined => (Object.hasOwn(DEPRECATED_LABELS, key) ? DEPRECATED_LABELS[key] : undefined);

const DEPRECATED_ANNOTATIONS: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
};

const DEPRECATED_VOLUMES: readonly (readonly [keyof Volume, string, string])[] = [
  ['photonPersistentDisk', 'photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'storageOS', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
];
const LATE_VOLUMES: readonly (readonly [keyof Volume, string, string])[] = [
  ['cephfs', 'cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

const NANO = 1_000_000_000n;
const MILLI = 1_000_000n;

/** A part of a byte, as MilliValue sees it. */
function fraction(list: Readonly<Record<string, string>> | undefined, name: string, path: string): readonly string[] {
  const text = list?.[name];
  if (text === undefined) return [];
  const { nano } = quantityOf(text);
  const rounded = nano % MILLI === 0n ? nano : nano + (MILLI - (nano % MILLI));
  return rounded % NANO === 0n ? [] : [`${path}[${name}]: fractional byte value ${quote(text)} is invalid, must be an integer`];
}

/** GetWarningsForPersistentVolumeClaimSpec (pkg/api/persistentvolumeclaim). */
export function claimWarnings(resources: { readonly requests?: Readonly<Record<string, string>>; readonly limits?: Readonly<Record<string, string>> } | undefined, path: string): readonly string[] {
  return (['requests', 'limits'] as const).flatMap((list) => fraction(resources?.[list], 'storage', `${path}.resources.${list}`));
}

/** GetWarningsForNodeSelectorTerm. */
function termWarnings({ matchExpressions = [] }: NodeSelectorTerm, values: boolean, path: string): readonly string[] {
  return matchExpressions.flatMap(({ key = '', values: list = [] }, i) => {
    const at = `${path}.matchExpressions[${i}]`;
    const message = deprecatedNodeLabel(key);
    const invalid = values ? list.flatMap((value, j) => labelValueErrors(value).map((error) => `${at}.values[${j}]: ${value} is invalid, ${error}`)) : [];
    return [...(message === undefined ? [] : [`${at}.key: ${key} is ${message}`]), ...invalid];
  });
}

function placementWarnings({ nodeSelector = {}, affinity, topologySpreadConstraints = [] }: PodSpec, path: string): readonly string[] {
  const node = affinity?.nodeAffinity;
  const at = `${path}.affinity.nodeAffinity`;
  return [
    ...Object.keys(nodeSelector).flatMap((key) => (deprecatedNodeLabel(key) === undefined ? [] : [`${path}.nodeSelector[${key}]: ${deprecatedNodeLabel(key)}`])),
    ...(node?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []).flatMap((term, i) =>
      termWarnings(term, false, `${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${i}]`),
    ),
    ...(node?.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(({ preference }, i) =>
      termWarnings(preference ?? {}, true, `${at}.preferredDuringSchedulingIgnoredDuringExecution[${i}].preference`),
    ),
    ...topologySpreadConstraints.flatMap(({ topologyKey = '', labelSelector }, i) => [
      ...(deprecatedNodeLabel(topologyKey) === undefined ? [] : [`${path}.topologySpreadConstraints[${i}].topologyKey: ${topologyKey} is ${deprecatedNodeLabel(topologyKey)}`]),
      ...(labelSelector === undefined ? [`${path}.topologySpreadConstraints[${i}].labelSelector: a null labelSelector results in matching no pod`] : []),
    ]),
  ];
}

function volumeWarnings(volumes: readonly Volume[], path: string): readonly string[] {
  return volumes.flatMap((volume, i) => {
    const at = `${path}.volumes[${i}]`;
    const deprecated = (list: typeof DEPRECATED_VOLUMES): readonly string[] => list.filter(([field]) => volume[field] !== undefined).map(([, shown, message]) => `${at}.${shown}: ${message}`);
    const template = volume.ephemeral?.volumeClaimTemplate;
    return [...deprecated(DEPRECATED_VOLUMES), ...(template === undefined ? [] : claimWarnings(template.spec?.resources, `${at}.ephemeral.volumeClaimTemplate.spec`)), ...deprecated(LATE_VOLUMES)];
  });
}

/** The second of two items with the same text. */
function repeated<T>(items: readonly T[], textOf: (item: T) => string, warn: (text: string, index: number) => string): readonly string[] {
  const seen = new Set<string>();
  return items.flatMap((item, i) => {
    const text = textOf(item);
    if (seen.has(text)) return [warn(text, i)];
    seen.add(text);
    return [];
  });
}

function containerWarnings(spec: PodSpec, metadata: ObjectMeta, path: string, isTemplate: boolean): readonly string[] {
  const annotations = metadata.annotations ?? {};
  const noted = (key: string, message: string): readonly string[] => (annotations[key] === undefined ? [] : [`${isTemplate ? `${path.slice(0, -'spec'.length)}` : ''}metadata.annotations[${key}]: ${message}`]);
  return visitContainers(spec, path).flatMap(({ container, path: at }) => {
    const { securityContext: context, resources, env = [] } = container;
    const seen = new Set<string>();
    const hidden = env.flatMap(({ name = '', value = '', valueFrom }, i) => {
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      // A value may build on the one before it.
      const reference = `$(${name})`;
      const hides = valueFrom !== undefined || value === reference || !value.includes(reference);
      return hides ? [`${at}.env[${i}]: hides previous definition of ${quote(name)}, which may be dropped when using apply`] : [];
    });
    const replaced = context?.appArmorProfile === undefined && isTemplate ? appArmorReplaced(annotations[`${APPARMOR_CONTAINER}${container.name}`], spec) : false;
    return [
      ...(context?.seccompProfile === undefined ? noted(`${SECCOMP_CONTAINER}${container.name}`, 'non-functional in v1.27+; use the "seccompProfile" field instead') : []),
      ...(replaced ? noted(`${APPARMOR_CONTAINER}${container.name}`, 'deprecated since v1.30; use the "appArmorProfile" field instead') : []),
      ...(['memory', 'ephemeral-storage'] as const).flatMap((name) => (['limits', 'requests'] as const).flatMap((list) => fraction(resources?.[list], name, `${at}.resources.${list}`))),
      ...hidden,
    ];
  });
}

/** Whether an AppArmor annotation says something else than the Pod's profile. */
function appArmorReplaced(annotation: string | undefined, spec: PodSpec): boolean {
  if (annotation === undefined) return false;
  const own = spec.securityContext?.appArmorProfile;
  const type = annotation === 'runtime/default' ? 'RuntimeDefault' : annotation === 'unconfined' ? 'Unconfined' : annotation.startsWith('localhost/') ? 'Localhost' : undefined;
  if (own === undefined || type !== own.type) return true;
  return type === 'Localhost' && annotation.slice('localhost/'.length) !== own.localhostProfile;
}

interface PlacedPort {
  readonly port: ContainerPort;
  readonly path: string;
}

/** A port as Go's %+v prints the internal type. */
const goPort = ({ name = '', hostPort = 0, containerPort = 0, protocol = '', hostIP = '' }: ContainerPort): string =>
  `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;

function clash(a: ContainerPort, b: ContainerPort): string | undefined {
  const [ipA, ipB, portA, portB] = [a.hostIP ?? '', b.hostIP ?? '', a.hostPort ?? 0, b.hostPort ?? 0];
  if (ipA === ipB && portA === portB) return 'duplicate port definition';
  if (portA === 0 || portB === 0) return 'overlapping port definition';
  return portA === portB && (ipA === '') !== (ipB === '') ? 'dangerously ambiguous port definition' : undefined;
}

function portWarnings(spec: PodSpec, path: string): readonly string[] {
  const ports = visitContainers(spec, path).flatMap(({ container, path: at }) => (container.ports ?? []).map((port, i): PlacedPort => ({ port, path: `${at}.ports[${i}]` })));
  const seen = new Map<string, PlacedPort[]>();
  const clashes = ports.flatMap((one) => {
    const { port, path: at } = one;
    const alone = (port.hostIP ?? '') !== '' && !port.hostPort ? [`${at}: hostIP set without hostPort: ${goPort(port)}`] : [];
    const key = `${port.containerPort ?? 0}/${port.protocol ?? ''}`;
    const others = seen.get(key) ?? [];
    seen.set(key, [...others, one]);
    return [...alone, ...others.flatMap((other) => { const how = clash(port, other.port); return how === undefined ? [] : [`${at}: ${how} with ${other.path}`]; })];
  });
  const named = new Map<string, string>();
  const names = ports.flatMap(({ port: { name = '' }, path: at }) => {
    const other = named.get(name);
    if (name === '') return [];
    if (other !== undefined) return [`${at}: duplicate port name ${quote(name)} with ${other}, services and probes that select ports by name will use ${other}`];
    named.set(name, at);
    return [];
  });
  return [...clashes, ...names];
}

function nullSelectors(side: PodAffinity | undefined, path: string): readonly string[] {
  const words = 'a null labelSelector results in matching no pod';
  const hard = 'requiredDuringSchedulingIgnoredDuringExecution';
  const soft = 'preferredDuringSchedulingIgnoredDuringExecution';
  return [
    ...(side?.[hard] ?? []).flatMap(({ labelSelector }, i) => (labelSelector === undefined ? [`${path}.${hard}[${i}].labelSelector: ${words}`] : [])),
    ...(side?.[soft] ?? []).flatMap(({ podAffinityTerm }, i) => (podAffinityTerm?.labelSelector === undefined ? [`${path}.${soft}[${i}].podAffinityTerm.labelSelector: ${words}`] : [])),
  ];
}

/** warningsForPodSpecAndMeta. `prefix`: of a template, `spec.template`. */
function warningsFor(spec: PodSpec, metadata: ObjectMeta, prefix: string): readonly string[] {
  const at = prefix === '' ? '' : `${prefix}.`;
  const path = `${at}spec`;
  const annotations = metadata.annotations ?? {};
  const { hostAliases = [], imagePullSecrets = [], terminationGracePeriodSeconds: grace } = spec;
  const deprecated = Object.entries(DEPRECATED_ANNOTATIONS).flatMap(([key, message]) => (annotations[key] === undefined ? [] : [`${at}metadata.annotations[${key}]: ${message}`]));
  const seccomp = spec.securityContext?.seccompProfile === undefined && annotations[SECCOMP_POD] !== undefined;
  return [
    ...placementWarnings(spec, path),
    ...deprecated,
    ...volumeWarnings(spec.volumes ?? [], path),
    ...overlapWarnings(spec.volumes ?? []),
    ...repeated(hostAliases, ({ ip }) => ip ?? '', (ip, i) => `${path}.hostAliases[${i}].ip: duplicate ip ${quote(ip)}`),
    ...repeated(imagePullSecrets, ({ name }) => name ?? '', (name, i) => `${path}.imagePullSecrets[${i}].name: duplicate name ${quote(name)}`),
    ...imagePullSecrets.flatMap(({ name = '' }, i) => (name === '' ? [`${path}.imagePullSecrets[${i}].name: invalid empty name ""`] : [])),
    ...(['memory', 'ephemeral-storage'] as const).flatMap((name) => fraction(spec.overhead, name, `${path}.overhead`)),
    ...(seccomp ? [`${at}metadata.annotations[${SECCOMP_POD}]: non-functional in v1.27+; use the "seccompProfile" field instead`] : []),
    ...containerWarnings(spec, metadata, path, prefix !== ''),
    ...portWarnings(spec, path),
    ...(grace !== undefined && grace < 0 ? [`${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`] : []),
    ...nullSelectors(spec.affinity?.podAffinity, `${path}.affinity.podAffinity`),
    ...nullSelectors(spec.affinity?.podAntiAffinity, `${path}.affinity.podAntiAffinity`),
    ...(spec.dnsConfig?.nameservers ?? []).flatMap((one, i) => ipWarnings(one, `${path}.dnsConfig.nameservers[${i}]`)),
    ...hostAliases.flatMap(({ ip = '' }, i) => ipWarnings(ip, `${path}.hostAliases[${i}].ip`)),
  ];
}

/** GetWarningsForPod. */
export const podWarnings = (spec: PodSpec, metadata: ObjectMeta): readonly string[] => warningsFor(spec, metadata, '');

/** GetWarningsForPodTemplate. */
export const templateWarnings = ({ spec, metadata = {} }: PodTemplateSpec, path: string): readonly string[] => warningsFor(spec, metadata, path);
