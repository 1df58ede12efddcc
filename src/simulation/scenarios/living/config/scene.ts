import { createRegistry } from '../../../api/registry';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { byText } from '../../../base/ordered-map';
import { runUntil, stopController } from '../../../cluster/cluster';
import type { Request } from '../../../cluster/apiserver/types';
import { anyController } from '../../../cluster/control/controller';
import { viewOf } from '../../../cluster/control/view';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import type { KubeletMemory } from '../../../cluster/node/memory';
import { kubeletName } from '../../../cluster/node/settings';
import type { Cluster, ClusterConfig } from '../../../cluster/state';
import { ADMIN, BEGINS } from '../admin';
import { asked, askedAll } from '../asked';
import { scene } from '../scene';
import { lookAtProcesses, stored } from './lanes';
import type { Watched } from './lanes';
import { configMap, createRequest, deployment, editConfig, reloaderRights, secret, WAYS } from './manifest';
import type { Way } from './manifest';
import { CACHE_TTL } from './options';
import type { ConfigOptions } from './options';
import { lookInside, podOf } from './process';
import type { Look, Seen } from './process';
import { reloader } from './reloader';

const SECOND = 1_000_000;
const NODES = ['node-1', 'node-2'];
/** How long it is played before it is shown: a Pod is synced within 90 s, with a copy that may be a minute old after 150 s. */
const PLAYED = 180 * SECOND;

export interface WayView {
  readonly pod: string;
  readonly uid: string;
  /** Of its container. */
  readonly restarts: number;
  /** When its kubelet looks after it next without any reason, µs since 1970. */
  readonly due: number | null;
  readonly inside: readonly Look[];
}

export interface ConfigView extends Watched {
  readonly now: Seen;
  readonly ways: Readonly<Record<Way, WayView>>;
  readonly immutable: boolean;
  readonly configMap: { readonly resourceVersion: string } | null;
}

/** Nodes as they are in a cluster so large that copies may be a minute old. */
const aged = ({ strategy }: ConfigOptions): readonly Request[] =>
  strategy === 'Watch' ? [] : NODES.map((name) => ({ verb: 'patch', group: '', resource: 'nodes', name, user: ADMIN, patch: { metadata: { annotations: { 'node.alpha.kubernetes.io/ttl': String(CACHE_TTL) } } } }));

/** Two objects and seven Deployments that take them in seven ways. They are created some seconds apart, so that their Pods are not synced all at once. */
function begun(options: ConfigOptions): { readonly config: ClusterConfig; readonly cluster: Cluster } {
  const booted = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), {
    nodes: NODES.map((name, at) => nodeSettings(name, at, { config: { strategy: options.strategy } })), now: BEGINS, more: [anyController(reloader)],
  });
  const { config } = booted;
  // It would tell the nodes how many there really are.
  const large = options.strategy === 'Watch' ? booted.cluster : stopController(config, booted.cluster, 'ttl-controller');
  const ready = runUntil(config, large, BEGINS + 5 * SECOND).cluster;
  const first = askedAll(config, ready, [...reloaderRights(), ...aged(options), createRequest('configmaps', configMap('info')), createRequest('secrets', secret)]);
  const cluster = WAYS.reduce((before, way) => runUntil(config, asked(config, before, createRequest('deployments', deployment(way, 'info'), 'apps')), before.clock.now + 7 * SECOND).cluster, first);
  return { config, cluster };
}

function wayView(cluster: Cluster, way: Way): WayView {
  const pod = podOf(cluster, way);
  const uid = pod?.metadata.uid ?? '';
  const memory = byText.get(cluster.controllers, kubeletName(pod?.spec.nodeName ?? ''))?.memory as KubeletMemory | undefined;
  return {
    pod: pod?.metadata.name ?? '', uid, restarts: pod?.status?.containerStatuses?.[0]?.restartCount ?? 0,
    due: (memory === undefined ? undefined : byText.get(memory.workers, uid)?.due) ?? null, inside: lookInside(cluster, way),
  };
}

/** From the moment on at which the ConfigMap was edited: when each of seven processes sees it. */
export const configScene = scene<ConfigOptions, ConfigView, Watched>({
  begin: (options) => {
    const { config, cluster } = begun(options);
    return { config, cluster: asked(config, cluster, editConfig('debug')), shown: cluster.clock.now + PLAYED };
  },
  namespaces: ['default'],
  gather: { every: SECOND, look: ({ cluster }, before) => lookAtProcesses(cluster, before) },
  view: ({ cluster, gathered }) => {
    const object = viewOf(cluster.server.store.tables).get('configmaps', 'default', 'app');
    return {
      ...gathered, now: stored(cluster), ways: Object.fromEntries(WAYS.map((way) => [way, wayView(cluster, way)])) as Record<Way, WayView>,
      immutable: object?.immutable === true, configMap: object === undefined ? null : { resourceVersion: object.metadata.resourceVersion ?? '' },
    };
  },
});
