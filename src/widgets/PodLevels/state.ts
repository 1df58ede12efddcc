import type { Level, SecuredPod, SecurityContext } from '@site/src/simulation/policy/pod-security';

export const LEVELS: readonly Level[] = ['privileged', 'baseline', 'restricted'];

/** Fields that can be set on the Pod, as they are written in its YAML. The first four are what `restricted` asks for. */
export const FIELDS = {
  noEscalation: 'allowPrivilegeEscalation: false',
  dropAll: 'capabilities.drop: ["ALL"]',
  nonRoot: 'runAsNonRoot: true',
  seccomp: 'seccompProfile.type: RuntimeDefault',
  bind: 'capabilities.add: ["NET_BIND_SERVICE"]',
  raw: 'capabilities.add: ["NET_RAW"]',
  privileged: 'privileged: true',
  hostNetwork: 'hostNetwork: true',
  hostPath: 'volumes: hostPath /var/log',
  rootUser: 'runAsUser: 0',
  ownUsers: 'hostUsers: false',
} as const;

export type Field = keyof typeof FIELDS;
export type LevelsState = Readonly<Record<Field, boolean>>;

export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

const withFields = (on: readonly Field[]): LevelsState => Object.fromEntries(FIELD_NAMES.map((field) => [field, on.includes(field)])) as Record<Field, boolean>;

/** A Pod in which nothing is set: it passes baseline, and four things are missing for restricted. */
export const initialState: LevelsState = withFields([]);

/** The Pod with the chosen fields; `runAsNonRoot` and the user stand at the Pod, the rest at its container. */
export function podWith(on: LevelsState): SecuredPod {
  const add = [...(on.bind ? ['NET_BIND_SERVICE'] : []), ...(on.raw ? ['NET_RAW'] : [])];
  const container: SecurityContext = {
    ...(on.noEscalation && { allowPrivilegeEscalation: false }),
    ...(on.privileged && { privileged: true }),
    ...((on.dropAll || add.length > 0) && { capabilities: { ...(on.dropAll && { drop: ['ALL'] }), ...(add.length > 0 && { add }) } }),
  };
  return {
    metadata: { name: 'hello' },
    spec: {
      containers: [{ name: 'hello', image: 'registry.k8s.example/hello:1.0', securityContext: container }],
      securityContext: { ...(on.nonRoot && { runAsNonRoot: true }), ...(on.rootUser && { runAsUser: 0 }), ...(on.seccomp && { seccompProfile: { type: 'RuntimeDefault' } }) },
      ...(on.hostNetwork && { hostNetwork: true }),
      ...(on.ownUsers && { hostUsers: false }),
      ...(on.hostPath && { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] }),
    },
  };
}

export function parseState(raw: unknown): LevelsState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const given = raw as Record<string, unknown>;
  return FIELD_NAMES.every((field) => typeof given[field] === 'boolean') ? withFields(FIELD_NAMES.filter((field) => given[field] === true)) : undefined;
}
