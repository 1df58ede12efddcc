import type { ApiObject } from '../../../api';
import type { Request } from '../../../cluster/apiserver/types';
import { ADMIN } from '../admin';
import { createRequest } from '../config/manifest';
import type { StorageOptions } from './options';

export const DRIVER = 'disk.csi.example.com';
export const ZONE = 'topology.kubernetes.io/zone';
export const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';
/** Node and zone. */
export const PLACES = { 'node-a1': 'zone-a', 'node-a2': 'zone-a', 'node-b1': 'zone-b' } as const;
export type NodeName = keyof typeof PLACES;
export const NODES = Object.keys(PLACES) as readonly NodeName[];
export const CLAIM = 'data';
const IMAGE = 'registry.k8s.example/hello:1.0';

export const storageClass = ({ binding, policy, expandable }: StorageOptions): ApiObject => ({
  apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: DRIVER, volumeBindingMode: binding, reclaimPolicy: policy, allowVolumeExpansion: expandable,
}) as unknown as ApiObject;

const claimSpec = (mode: string): object => ({ accessModes: [mode], storageClassName: 'fast', resources: { requests: { storage: '5Gi' } } });
export const claim = (name: string, mode: string): ApiObject => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'default' }, spec: claimSpec(mode) }) as unknown as ApiObject;

const HOST = 'kubernetes.io/hostname';
const container = { name: 'app', image: IMAGE, volumeMounts: [{ name: 'data', mountPath: '/data' }] };

const pod = (name: string, claimName: string, nodeSelector: Readonly<Record<string, string>>): ApiObject => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: { app: name } },
  spec: { nodeSelector, containers: [container], terminationGracePeriodSeconds: 5, volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] },
}) as unknown as ApiObject;

/** One replica with a claim of its own; it gives a node that is lost up after a minute, so that it need not be waited for so long. */
const statefulSet: ApiObject = {
  apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'default' },
  spec: {
    serviceName: 'db', replicas: 1, selector: { matchLabels: { app: 'db' } },
    template: {
      metadata: { labels: { app: 'db' } },
      spec: { nodeSelector: { [ZONE]: 'zone-a' }, containers: [container], tolerations: ['not-ready', 'unreachable'].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 })) },
    },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec('ReadWriteOnce') }],
  },
} as unknown as ApiObject;

export const onePod = pod('web', CLAIM, {});

/** What each trial begins with, in the order of writing; what comes `later` does so when the rest runs. */
export function beginningOf({ trial, mode, together }: StorageOptions): { readonly first: readonly Request[]; readonly later?: readonly Request[] } {
  const claims = (...names: readonly string[]): readonly Request[] => names.map((name) => createRequest('persistentvolumeclaims', claim(name, mode)));
  const pods = (...all: readonly ApiObject[]): readonly Request[] => all.map((body) => createRequest('pods', body));
  switch (trial) {
    case 'zones': return { first: [...claims(CLAIM), ...pods(pod('web', CLAIM, { [ZONE]: 'zone-b' }))] };
    case 'modes': return { first: [...claims(CLAIM), ...pods(pod('web-1', CLAIM, { [HOST]: 'node-a1' }))], later: pods(pod('web-2', CLAIM, { [HOST]: together ? 'node-a1' : 'node-a2' })) };
    case 'reclaim': case 'expand': return { first: [...claims(CLAIM), ...pods(onePod)] };
    case 'lost': return { first: [createRequest('statefulsets', statefulSet, 'apps')] };
    case 'limit': {
      const podOf = (n: number): ApiObject => pod(`web-${n}`, `data-${n}`, { [HOST]: 'node-a1' });
      return { first: [...claims('data-1', 'data-2', 'data-3'), ...pods(podOf(1), podOf(2))], later: pods(podOf(3)) };
    }
  }
}

const CORE = { group: '', user: ADMIN } as const;
const inNamespace = { ...CORE, namespace: 'default' } as const;

export const deletePod = (name: string): Request => ({ ...inNamespace, verb: 'delete', resource: 'pods', name });
/** `kubectl delete pod NAME --grace-period=0 --force`. */
export const forceDeletePod = (name: string): Request => ({ ...deletePod(name), deleteOptions: { gracePeriodSeconds: 0 } });
export const deleteClaim = (name: string): Request => ({ ...inNamespace, verb: 'delete', resource: 'persistentvolumeclaims', name });
export const createClaim = (mode: string): Request => createRequest('persistentvolumeclaims', claim(CLAIM, mode));
export const createPod: Request = createRequest('pods', onePod);
export const askSize = (name: string, size: string): Request => ({ ...inNamespace, verb: 'patch', resource: 'persistentvolumeclaims', name, patch: { spec: { resources: { requests: { storage: size } } } } });
/** `kubectl patch pv NAME --type json -p '[{"op":"remove","path":"/spec/claimRef"}]'`. */
export const clearClaimRef = (volume: string): Request => ({ ...CORE, verb: 'patch', resource: 'persistentvolumes', name: volume, patchType: 'json', patch: [{ op: 'remove', path: '/spec/claimRef' }] });
/** `kubectl taint nodes NAME node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`. */
export const taintNode = (name: string, taints: readonly object[]): Request =>
  ({ ...CORE, verb: 'patch', resource: 'nodes', name, patch: { spec: { taints: [...taints, { key: OUT_OF_SERVICE, value: 'nodeshutdown', effect: 'NoExecute' }] as never } } });
