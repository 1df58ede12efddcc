/**
 * What still works in a cluster: each thing is tried, on a copy of the cluster that nobody sees afterwards. So the answers are those that a reader would get who
 * did the same.
 */
import type { Pod } from '../../../api';
import { request, runUntil } from '../../../cluster/cluster';
import type { Answer, Failure, Request } from '../../../cluster/apiserver/types';
import { viewOf } from '../../../cluster/control/view';
import { containersRunning } from '../../../cluster/picture/running';
import type { Cluster, ClusterConfig } from '../../../cluster/state';
import { ADMIN } from '../admin';

export const CHECK_IDS = ['running', 'read', 'write', 'new-pod', 'heal'] as const;
export type CheckId = (typeof CHECK_IDS)[number];

export interface Check {
  readonly id: CheckId;
  readonly works: boolean;
  /** How many containers run; for `running`. */
  readonly count?: number;
  /** What the client prints. */
  readonly said?: string;
  /** How long the answer took, µs. */
  readonly took?: number;
  /** How far it came: of `new-pod` and `heal`. */
  readonly reached?: 'nothing' | 'created' | 'bound' | 'running';
}

const PATIENCE = 30_000_000;
const SERVER = '192.168.0.10:6443';

/** cmdutil.StandardErrorMessage: what kubectl prints. */
export function clientWords({ transport, reason, message }: Failure): string {
  if (transport === 'refused') return `The connection to the server ${SERVER} was refused - did you specify the right host or port?`;
  if (transport === 'timeout') return `Unable to connect to the server: dial tcp ${SERVER}: i/o timeout`;
  return reason === '' ? `Error from server: ${message}` : `Error from server (${reason}): ${message}`;
}

const answered = (id: CheckId, answer: Answer): Check => ('failure' in answer ? { id, works: false, said: clientWords(answer.failure), ...(answer.failure.took === undefined ? {} : { took: answer.failure.took }) } : { id, works: true });

const asAdmin = (config: ClusterConfig, cluster: Cluster, asked: Omit<Request, 'user'>) => request(config, cluster, { ...asked, user: ADMIN });

const PODS = { group: '', resource: 'pods', namespace: 'default' } as const;
const WEB = { group: 'apps', resource: 'deployments', namespace: 'default', name: 'web' } as const;

function reachedBy(pods: readonly Pod[]): Check['reached'] {
  if (pods.length === 0) return 'nothing';
  const ready = pods.every(({ status }) => status?.conditions?.some(({ type, status: met }) => type === 'Ready' && met === 'True') === true);
  if (ready) return 'running';
  return pods.every(({ spec }) => (spec.nodeName ?? '') !== '') ? 'bound' : 'created';
}

/** Whether Pods that are not there yet get there in half a minute after something was asked for. */
function outcome(id: CheckId, config: ClusterConfig, cluster: Cluster, asked: Omit<Request, 'user'>): Check {
  const before = new Set(viewOf(cluster.server.store.tables).list('pods', 'default').map(({ metadata }) => metadata.uid));
  const { cluster: after, answer } = asAdmin(config, cluster, asked);
  if ('failure' in answer) return answered(id, answer);
  const later = runUntil(config, after, after.clock.now + PATIENCE).cluster;
  const fresh = viewOf(later.server.store.tables).list('pods', 'default').filter(({ metadata }) => !before.has(metadata.uid));
  const reached = reachedBy(fresh);
  return { id, works: reached === 'running', ...(reached === undefined ? {} : { reached }) };
}

function victim(cluster: Cluster): string {
  const ready = viewOf(cluster.server.store.tables).list('pods', 'default').filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  return ready[0]?.metadata.name ?? '';
}

export function checkAll(config: ClusterConfig, cluster: Cluster): Check[] {
  const count = containersRunning(cluster);
  const more = (viewOf(cluster.server.store.tables).get('deployments.apps', 'default', 'web')?.spec.replicas ?? 0) + 1;
  const scale = { spec: { replicas: more } };
  return [
    { id: 'running', works: count > 0, count },
    answered('read', asAdmin(config, cluster, { ...PODS, verb: 'list' }).answer),
    answered('write', asAdmin(config, cluster, { ...WEB, verb: 'patch', patch: scale }).answer),
    outcome('new-pod', config, cluster, { ...WEB, verb: 'patch', patch: scale }),
    outcome('heal', config, cluster, { ...PODS, verb: 'delete', name: victim(cluster) }),
  ];
}
