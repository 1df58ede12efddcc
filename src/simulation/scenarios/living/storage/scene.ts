import { createRegistry } from '../../../api/registry';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import type { ApiObject, Pod, Taint } from '../../../api';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import type { VolumeAttachment } from '../../../api/generated/types/storage.v1';
import { resourceOf } from '../../../cluster/apiserver/resource';
import type { Request } from '../../../cluster/apiserver/types';
import { runUntil } from '../../../cluster/cluster';
import { podCondition } from '../../../cluster/control/pods';
import { viewOf } from '../../../cluster/control/view';
import type { View } from '../../../cluster/control/view';
import { csiDriverObjects, csiSidecars } from '../../../cluster/controllers/csi/driver';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import { ADMIN, BEGINS } from '../admin';
import { askedAll } from '../asked';
import { scene } from '../scene';
import { beginningOf, DRIVER, NODES, PLACES, storageClass, ZONE } from './manifest';
import type { StorageOptions, Trial } from './options';

const SECOND = 1_000_000;

export interface AttachmentView {
  readonly node: string;
  readonly attached: boolean;
}

export interface VolumeView {
  readonly name: string;
  readonly phase: string;
  readonly deleting: boolean;
  readonly policy: string;
  readonly capacity: string;
  readonly zone: string | null;
  /** `namespace/name` of the claim that it names, and whether that very claim is there. */
  readonly claim: string | null;
  readonly claimGone: boolean;
  readonly attachments: readonly AttachmentView[];
}

export interface ClaimView {
  readonly name: string;
  readonly phase: string;
  readonly deleting: boolean;
  readonly mode: string;
  readonly requested: string;
  readonly capacity: string | null;
  readonly volume: string | null;
  readonly conditions: readonly { readonly type: string; readonly message: string }[];
}

export interface StorageView {
  readonly claims: readonly ClaimView[];
  readonly volumes: readonly VolumeView[];
  /** Why the scheduler has no node for a Pod, by its name. */
  readonly unscheduled: Readonly<Record<string, string>>;
  readonly taints: Readonly<Record<string, readonly Taint[]>>;
  /** Nodes whose kubelet cannot be heard. */
  readonly lost: readonly string[];
}

/** What comes later comes so late, µs. */
const FIRST = 30 * SECOND;
/** How long it is played before it is shown, s. */
const PLAYED: Readonly<Record<Trial, number>> = { zones: 40, modes: 60, reclaim: 40, expand: 40, lost: 40, limit: 60 };

const withoutPlace = (body: ApiObject): Request => {
  const resource = resourceOf(createRegistry(KINDS_WITHOUT_EXPRESSIONS), body);
  if (resource === undefined) throw new RangeError(`${body.kind} is no kind of this cluster`);
  return { verb: 'create', ...resource, name: body.metadata.name ?? '', user: ADMIN, body };
};

const deleted = ({ metadata }: { readonly metadata: ApiObject['metadata'] }): boolean => metadata.deletionTimestamp !== undefined;

function volumeView(volume: PersistentVolume, view: View, attachments: readonly VolumeAttachment[]): VolumeView {
  const { metadata, spec, status } = volume;
  const ref = spec?.claimRef;
  const found = ref === undefined ? undefined : view.get('persistentvolumeclaims', ref.namespace, ref.name ?? '');
  const terms = spec?.nodeAffinity?.required?.nodeSelectorTerms[0]?.matchExpressions;
  return {
    name: metadata.name ?? '', phase: status?.phase ?? 'Pending', deleting: deleted(volume), policy: spec?.persistentVolumeReclaimPolicy ?? '', capacity: String(spec?.capacity?.['storage'] ?? ''),
    zone: terms?.find(({ key }) => key === ZONE)?.values?.[0] ?? null, claim: ref === undefined ? null : `${ref.namespace ?? ''}/${ref.name ?? ''}`, claimGone: ref !== undefined && found?.metadata.uid !== ref.uid,
    attachments: attachments.filter((one) => one.spec.source.persistentVolumeName === metadata.name).map((one) => ({ node: one.spec.nodeName, attached: one.status?.attached === true })),
  };
}

const claimView = (claim: PersistentVolumeClaim): ClaimView => ({
  name: claim.metadata.name ?? '', phase: claim.status?.phase ?? 'Pending', deleting: deleted(claim), mode: claim.spec?.accessModes?.[0] ?? '',
  requested: String(claim.spec?.resources?.requests?.['storage'] ?? ''), capacity: claim.status?.capacity === undefined ? null : String(claim.status.capacity['storage']), volume: claim.spec?.volumeName || null,
  conditions: (claim.status?.conditions ?? []).map(({ type, message = '' }) => ({ type, message })),
});

const whyUnscheduled = (pods: readonly Pod[]): Readonly<Record<string, string>> =>
  Object.fromEntries(pods.flatMap((pod) => {
    const { status, message = '' } = podCondition(pod, 'PodScheduled') ?? {};
    return status === 'False' && message !== '' ? [[pod.metadata.name ?? '', message] as const] : [];
  }));

/** Three nodes in two zones, a driver for disks, one StorageClass, and claims with Pods. */
export const storageScene = scene<StorageOptions, StorageView>({
  begin: (options) => {
    const topology = { topologyKey: ZONE };
    const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), {
      nodes: NODES.map((name, at) => nodeSettings(name, at, { labels: { [ZONE]: PLACES[name] } })), now: BEGINS, more: csiSidecars(DRIVER, topology),
    });
    const ready = runUntil(config, cluster, BEGINS + 5 * SECOND).cluster;
    const installed = askedAll(config, ready, csiDriverObjects(DRIVER, Object.fromEntries(NODES.map((name) => [name, options.attachable])), topology).map(withoutPlace));
    const settled = runUntil(config, askedAll(config, installed, [withoutPlace(storageClass(options))]), BEGINS + 8 * SECOND).cluster;
    const { first, later = [] } = beginningOf(options);
    const begun = askedAll(config, settled, first);
    const made = later.length === 0 ? begun : askedAll(config, runUntil(config, begun, settled.clock.now + FIRST).cluster, later);
    return { config, cluster: made, shown: made.clock.now + PLAYED[options.trial] * SECOND };
  },
  namespaces: ['default'],
  view: ({ cluster }) => {
    const view = viewOf(cluster.server.store.tables);
    const attachments = view.list('volumeattachments.storage.k8s.io');
    const nodes = view.list('nodes');
    return {
      claims: view.list('persistentvolumeclaims', 'default').map(claimView), volumes: view.list('persistentvolumes').map((one) => volumeView(one, view, attachments)), unscheduled: whyUnscheduled(view.list('pods', 'default')),
      taints: Object.fromEntries(nodes.map(({ metadata, spec }) => [metadata.name ?? '', spec?.taints ?? []])),
      lost: nodes.filter(({ status }) => status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'Unknown') === true).map(({ metadata }) => metadata.name ?? ''),
    };
  },
});
