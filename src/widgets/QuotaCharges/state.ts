import type { ChargedPod } from '@site/src/simulation/policy/quota';

/** Kinds of Pods that a reader may try; the amounts are what the API server has stored. */
export const KINDS = ['web', 'big', 'init', 'bare', 'job'] as const;
export type PodKind = (typeof KINDS)[number];

export const HARD = { pods: '5', 'count/pods': '6', 'requests.cpu': '1' } as const;
export const QUOTA = 'team-a';
export const MOST = 10;

const REQUESTS: Readonly<Record<PodKind, { own?: string; init?: string }>> = {
  web: { own: '200m' },
  big: { own: '500m' },
  init: { own: '100m', init: '400m' },
  bare: {},
  job: { own: '300m' },
};

const resources = (cpu: string | undefined) => (cpu === undefined ? {} : { resources: { requests: { cpu } } });

/** The Pod of an attempt, as it stands when it is created. */
export function podOf(kind: PodKind, index: number): ChargedPod {
  const { own, init } = REQUESTS[kind];
  return {
    metadata: { name: `${kind}-${index + 1}` },
    spec: {
      containers: [{ name: 'app', image: 'registry.k8s.example/hello:1.0', ...resources(own) }],
      ...(init === undefined ? {} : { initContainers: [{ name: 'init', image: 'busybox:1.37', ...resources(init) }] }),
    },
  };
}

/** … and after a while: the Job's Pod has finished. */
export const later = (kind: PodKind, pod: ChargedPod): ChargedPod => ({ ...pod, status: { phase: kind === 'job' ? 'Succeeded' : 'Running' } });

export interface QuotaCharges {
  attempts: readonly PodKind[];
}

/** Ends with a refusal although most of what is listed does nothing. */
export const initialState: QuotaCharges = { attempts: ['web', 'web', 'job', 'web', 'big'] };

export function parseState(raw: unknown): QuotaCharges | undefined {
  const attempts = typeof raw === 'object' && raw !== null ? (raw as { attempts?: unknown }).attempts : undefined;
  if (!Array.isArray(attempts) || attempts.length > MOST || !attempts.every((one) => KINDS.includes(one as PodKind))) return undefined;
  return { attempts: attempts as PodKind[] };
}
