import { createRegistry } from '../../../api/registry';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { runUntil } from '../../../cluster/cluster';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import { BEGINS } from '../admin';
import { askedAll } from '../asked';
import { configMap, createRequest, deployment, reloaderRights, secret } from '../config/manifest';
import { scene } from '../scene';
import { findAll } from './attempts';
import type { Findings } from './attempts';
import { grantRequests } from './people';

const SECOND = 1_000_000;

export interface ReadersView {
  readonly findings: Findings;
}

/** One Secret, two Pods on node-1 that use it, and people with one right each; node-2 is kept for other work by a taint. */
export const readersScene = scene<null, ReadersView>({
  begin: () => {
    const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), {
      nodes: [nodeSettings('node-1', 0), nodeSettings('node-2', 1, { taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] })], now: BEGINS,
    });
    const ready = runUntil(config, cluster, BEGINS + 5 * SECOND).cluster;
    const wanted = [...reloaderRights(), ...grantRequests(), createRequest('configmaps', configMap('info')), createRequest('secrets', secret), ...(['env', 'volume'] as const).map((way) => createRequest('deployments', deployment(way, 'info'), 'apps'))];
    const made = askedAll(config, ready, wanted);
    return { config, cluster: runUntil(config, made, made.clock.now + 20 * SECOND).cluster };
  },
  namespaces: ['default'],
  // Nothing changes here: what was found at the beginning stays true.
  view: ({ config, cluster }, before) => before ?? { findings: findAll(config, cluster) },
});
