/** What a profile makes of a Pod that is debugged, of its copy, or of one that looks into a node (pkg/cmd/debug/profiles.go). Pods are JSON as Go's encoder writes it. */
import { listOf, objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';

export type Style = 'ephemeral' | 'copy' | 'node';

/** KeepFlags: what a copy has of its original. */
export interface Kept {
  readonly labels: boolean;
  readonly annotations: boolean;
  readonly liveness: boolean;
  readonly readiness: boolean;
  readonly startup: boolean;
  readonly initContainers: boolean;
}

type Change = (value: JsonObject) => JsonObject;
type Profile = (style: Style, container: string, kept: Kept) => readonly Change[];

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

const without = (value: JsonObject, ...names: readonly string[]): JsonObject => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
const inSpec = (change: Change): Change => (pod) => ({ ...pod, spec: change(objectOf(pod.spec)) });
const inMetadata = (change: Change): Change => (pod) => ({ ...pod, metadata: change(objectOf(pod.metadata)) });

/** podutils.VisitContainers, until the container is found. */
const inContainer = (name: string, change: Change, lists: readonly string[] = LISTS): Change => inSpec((spec) => {
  const list = lists.find((one) => listOf(spec[one]).map(objectOf).some((container) => container.name === name));
  return list === undefined ? spec : { ...spec, [list]: listOf(spec[list]).map(objectOf).map((container) => (container.name === name ? change(container) : container)) };
});

const secured = (name: string, more: (now: JsonObject) => JsonObject): Change => inContainer(name, (container) => {
  const now = objectOf(container.securityContext);
  return { ...container, securityContext: { ...now, ...more(now) } };
});

const granted = (name: string, ...capabilities: readonly string[]): Change => secured(name, ({ capabilities: now }) => ({ capabilities: { ...objectOf(now), add: [...listOf(objectOf(now).add), ...capabilities] } }));
const unsecured = (name: string): Change => inContainer(name, (container) => without(container, 'securityContext'));

const mountRootPartition = (name: string): readonly Change[] => [
  inSpec((spec) => ({ ...spec, volumes: [...listOf(spec.volumes), { name: 'host-root', hostPath: { path: '/' } }] })),
  inContainer(name, (container) => ({ ...container, volumeMounts: [...listOf(container.volumeMounts), { mountPath: '/host', name: 'host-root' }] }), ['containers']),
];
const hostNamespaces: Change = inSpec((spec) => ({ ...spec, hostNetwork: true, hostPID: true, hostIPC: true }));
const sharedProcesses: Change = inSpec((spec) => ({ ...spec, ...(spec.shareProcessNamespace === undefined ? { shareProcessNamespace: true } : {}) }));

/** What a copy is not to have of its original. */
function removed({ labels, annotations, liveness, readiness, startup, initContainers }: Kept): readonly Change[] {
  const probes = [...(liveness ? [] : ['livenessProbe']), ...(readiness ? [] : ['readinessProbe']), ...(startup ? [] : ['startupProbe'])];
  return [
    inMetadata((metadata) => without(metadata, ...(labels ? [] : ['labels']), ...(annotations ? [] : ['annotations']))),
    inSpec((spec) => ({ ...without(spec, ...(initContainers ? [] : ['initContainers'])), containers: listOf(spec.containers).map((container) => without(objectOf(container), ...probes)) })),
  ];
}

const copied = (style: Style, kept: Kept): readonly Change[] => (style === 'copy' ? [...removed(kept), sharedProcesses] : []);

const PROFILES: Readonly<Record<string, Profile>> = {
  legacy: (style, name) => (style === 'node' ? [...mountRootPartition(name), hostNamespaces] : style === 'copy' ? [inMetadata((metadata) => without(metadata, 'labels'))] : []),
  general: (style, name, kept) => (style === 'node' ? [...mountRootPartition(name), unsecured(name), hostNamespaces] : [...copied(style, kept), granted(name, 'SYS_PTRACE')]),
  baseline: (style, name, kept) => [unsecured(name), ...copied(style, kept)],
  restricted: (style, name, kept) => [
    unsecured(name),
    secured(name, () => ({ runAsNonRoot: true, capabilities: { drop: ['ALL'] }, allowPrivilegeEscalation: false, seccompProfile: { type: 'RuntimeDefault' } })),
    ...copied(style, kept),
  ],
  netadmin: (style, name, kept) => [granted(name, 'NET_ADMIN', 'NET_RAW'), ...(style === 'node' ? [hostNamespaces] : copied(style, kept))],
  sysadmin: (style, name, kept) => [secured(name, () => ({ privileged: true })), ...(style === 'node' ? [hostNamespaces, ...mountRootPartition(name)] : copied(style, kept))],
};

/** NewProfileApplier: whether there is such a profile. */
export const isProfile = (name: string): boolean => Object.hasOwn(PROFILES, name);

/** ProfileApplier.Apply: the Pod as the profile wants it. */
export const applyProfile = (profile: string, style: Style, pod: JsonObject, container: string, kept: Kept): JsonObject =>
  (PROFILES[profile]?.(style, container, kept) ?? []).reduce((made, change) => change(made), pod);
