import { createRegistry } from '../../../api/registry';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { request, runUntil } from '../../../cluster/cluster';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import { ADMIN, BEGINS } from '../admin';
import { scene } from '../scene';
import { LOSSES } from '../traffic/traffic';
import type { Loss } from '../traffic/traffic';
import { lookAtTrial, RATE } from './lanes';
import type { Trial } from './lanes';
import { deploymentObject, PROBE_CATALOGUE, serviceObject } from './manifest';
import type { ProbeOptions } from './options';

const SECOND = 1_000_000;
const NODES = ['node-1', 'node-2', 'node-3'];
/** How long it is played before it is shown. */
export const PLAYED = 600;

export interface ProbeView extends Pick<Trial, 'lanes' | 'lost' | 'firstReady' | 'allReady'> {
  readonly sent: number;
  readonly losses: Readonly<Record<Loss, number>>;
  readonly restarts: number;
}

const NONE = Object.fromEntries(LOSSES.map((kind) => [kind, 0])) as Readonly<Record<Loss, number>>;

/** Three Pods of one program, with probes, from their creation on. */
export const probeScene = scene<ProbeOptions, ProbeView, Trial>({
  begin: (options) => {
    const booted = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: NODES.map((name, at) => nodeSettings(name, at, { catalogue: PROBE_CATALOGUE })), now: BEGINS });
    const { config } = booted;
    const { cluster } = runUntil(config, booted.cluster, BEGINS + 30 * SECOND);
    const served = request(config, cluster, { verb: 'create', group: '', resource: 'services', namespace: 'default', name: 'orders', user: ADMIN, body: serviceObject }).cluster;
    const created = request(config, served, { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', name: 'orders', user: ADMIN, body: deploymentObject(options, cluster.clock.now) });
    if ('failure' in created.answer) throw new RangeError(created.answer.failure.message);
    return { config, cluster: created.cluster, shown: cluster.clock.now + PLAYED * SECOND };
  },
  namespaces: ['default'],
  gather: { every: SECOND / RATE, look: ({ cluster }, before) => lookAtTrial(cluster, before) },
  view: ({ gathered: { lanes, lost, firstReady, allReady, traffic } }) => ({
    lanes, lost, firstReady, allReady, sent: traffic?.sent ?? 0, losses: traffic?.lost ?? NONE, restarts: lanes.reduce((sum, { restarts }) => sum + restarts, 0),
  }),
});
