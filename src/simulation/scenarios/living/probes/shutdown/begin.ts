import { request, runUntil } from '../../../../cluster/cluster';
import type { Request } from '../../../../cluster/apiserver/types';
import { viewOf } from '../../../../cluster/control/view';
import type { Cluster, ClusterConfig } from '../../../../cluster/state';
import { ADMIN } from '../../admin';
import type { Beginning } from '../../scene';
import { clientWords } from '../../stop-component/checks';
import type { Loss } from '../../traffic/traffic';
import { lostIn } from '../../traffic/traffic';
import { endingDeployment } from './manifest';
import type { Ending } from './ending';
import type { ShutdownOptions } from './options';

const SECOND = 1_000_000;
/** Until all Pods serve, and have served for longer than an answer takes. */
const SETTLES = 40;

export interface EndingView extends Pick<Ending, 'name' | 'node' | 'pod' | 'address' | 'rules' | 'lost' | 'term' | 'kill' | 'ended' | 'gone'> {
  readonly sent: number;
  readonly losses: Readonly<Record<Loss, number>>;
  readonly lostAll: number;
  /** Why the server did not take the Deployment. */
  readonly refused: string | null;
}

const createRequest = (options: ShutdownOptions): Request => ({ verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', name: 'orders', user: ADMIN, body: endingDeployment(options) });

/** Seconds from the deletion until nothing changes any more. */
function playedFor({ grace, preStop, term, finish, lag, answer }: ShutdownOptions): number {
  const own = term === 'ignored' ? grace : term === 'atOnce' ? 0 : finish;
  return Math.max(Math.min(preStop + own, grace + 2), 2 * lag + answer / 1000) + 8;
}

/** Three Pods that serve, at the moment at which one of them is deleted. What the server does not take is not there. */
export function beginEnding(config: ClusterConfig, before: Cluster, options: ShutdownOptions): Beginning {
  const created = request(config, before, createRequest(options));
  if ('failure' in created.answer) return { config, cluster: created.cluster };
  const { cluster } = runUntil(config, created.cluster, created.cluster.clock.now + SETTLES * SECOND);
  const [pod] = [...viewOf(cluster.server.store.tables).list('pods', 'default')].sort((a, b) => ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1));
  const name = pod?.metadata.name ?? '';
  const deleted = request(config, cluster, { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name, user: ADMIN });
  return { config, cluster: deleted.cluster, shown: cluster.clock.now + playedFor(options) * SECOND };
}

/** What is seen of a Pod's end; where none has begun, why. */
export function viewOfEnding(config: ClusterConfig, cluster: Cluster, options: ShutdownOptions, ending: Ending | undefined): EndingView {
  if (ending === undefined) {
    const { answer } = request(config, cluster, { ...createRequest(options), dryRun: true });
    const refused = 'failure' in answer ? clientWords(answer.failure) : '';
    return { name: '', node: '', pod: [], address: [], rules: [], lost: [], term: null, kill: null, ended: null, gone: null, sent: 0, losses: { none: 0, refused: 0, cut: 0, error: 0 }, lostAll: 0, refused };
  }
  const { name, node, pod, address, rules, lost, term, kill, ended, gone, traffic } = ending;
  return { name, node, pod, address, rules, lost, term, kill, ended, gone, sent: traffic.sent, losses: traffic.lost, lostAll: lostIn(traffic), refused: null };
}
