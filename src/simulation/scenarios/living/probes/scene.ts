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
import { beginEnding, viewOfEnding } from './shutdown/begin';
import type { EndingView } from './shutdown/begin';
import { lookAtEnding, SHUTDOWN_RATE } from './shutdown/ending';
import type { Ending } from './shutdown/ending';
import type { ProbeOptions } from './options';

const SECOND = 1_000_000;
const NODES = ['node-1', 'node-2', 'node-3'];
/** How long it is played before it is shown. */
export const PLAYED = 600;

export interface ProbeView extends Pick<Trial, 'lanes' | 'lost' | 'firstReady' | 'allReady'> {
  readonly sent: number;
  readonly losses: Readonly<Record<Loss, number>>;
  readonly restarts: number;
  /** The end of a Pod, where that is played. */
  readonly ending: EndingView | null;
}

interface Gathered {
  readonly trial?: Trial;
  readonly ending?: Ending;
}

const NONE = Object.fromEntries(LOSSES.map((kind) => [kind, 0])) as Readonly<Record<Loss, number>>;
const NOTHING: Omit<ProbeView, 'ending'> = { lanes: [], lost: [], firstReady: null, allReady: null, sent: 0, losses: NONE, restarts: 0 };

function viewOfTrial({ lanes, lost, firstReady, allReady, traffic }: Trial): ProbeView {
  return { lanes, lost, firstReady, allReady, sent: traffic?.sent ?? 0, losses: traffic?.lost ?? NONE, restarts: lanes.reduce((sum, { restarts }) => sum + restarts, 0), ending: null };
}

/** Three Pods of one program, with probes, from their creation on; or the end of one of them under load, from its deletion on. */
export const probeScene = scene<ProbeOptions, ProbeView, Gathered>({
  begin: (options) => {
    const booted = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: NODES.map((name, at) => nodeSettings(name, at, { catalogue: PROBE_CATALOGUE })), now: BEGINS });
    const { config } = booted;
    const { cluster } = runUntil(config, booted.cluster, BEGINS + 30 * SECOND);
    const served = request(config, cluster, { verb: 'create', group: '', resource: 'services', namespace: 'default', name: 'orders', user: ADMIN, body: serviceObject }).cluster;
    if (options.tab === 'shutdown') return beginEnding(config, served, options.shutdown);
    const created = request(config, served, { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', name: 'orders', user: ADMIN, body: deploymentObject(options, cluster.clock.now) });
    if ('failure' in created.answer) throw new RangeError(created.answer.failure.message);
    return { config, cluster: created.cluster, shown: cluster.clock.now + PLAYED * SECOND };
  },
  namespaces: ['default'],
  gather: {
    every: ({ tab }) => SECOND / (tab === 'shutdown' ? SHUTDOWN_RATE : RATE),
    look: ({ cluster, options }, before) => {
      if (options.tab === 'probes') return { trial: lookAtTrial(cluster, before?.trial) };
      const ending = lookAtEnding(cluster, options.shutdown, before?.ending);
      return ending === undefined ? {} : { ending };
    },
  },
  view: ({ config, cluster, options, gathered: { trial, ending } }) => (trial === undefined ? { ...NOTHING, ending: viewOfEnding(config, cluster, options.shutdown, ending) } : viewOfTrial(trial)),
});
