import { request } from '../../cluster/cluster';
import type { Request } from '../../cluster/apiserver/types';
import type { Cluster, ClusterConfig } from '../../cluster/state';

/** The cluster after a request that a scene begins with; a refusal is a mistake of the scene. */
export function asked(config: ClusterConfig, cluster: Cluster, what: Request): Cluster {
  const { cluster: after, answer } = request(config, cluster, what);
  if ('failure' in answer) throw new RangeError(`${what.verb} ${what.resource} ${what.name ?? ''}: ${answer.failure.message}`);
  return after;
}

export const askedAll = (config: ClusterConfig, cluster: Cluster, all: readonly Request[]): Cluster => all.reduce((before, what) => asked(config, before, what), cluster);
