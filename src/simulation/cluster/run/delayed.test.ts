import { describe, expect, it } from 'vitest';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../api/kinds/without-expressions';
import { createRegistry } from '../../api/registry';
import { newCluster, request, runUntil } from '../cluster';
import type { ClusterConfig } from '../cluster';
import { anyController, controllerUser } from '../control/controller';
import type { Controller } from '../control/controller';
import { ReconcileError } from '../control/failure';

const SECOND = 1_000_000;
const MILLI = 1_000;

/** Fails at whatever it hears of, on a machine on which it hears late. */
const failing: Controller<null> = {
  name: 'failing', user: controllerUser('failing'), memory: null, late: 10 * MILLI, backOff: [SECOND, 100 * SECOND],
  handlers: { configmaps: (_, desk) => desk.enqueue('all') },
  reconcile: () => {
    throw new ReconcileError('no');
  },
};

describe('a key that is delayed', () => {
  it('goes on waiting for its time where it comes for another reason before, and nothing is put beside it', () => {
    const config: ClusterConfig = { server: { registry: createRegistry(KINDS_WITHOUT_EXPRESSIONS) }, controllers: [anyController(failing)] };
    const create = (name: string) => ({ verb: 'create' as const, group: '', resource: 'configmaps', namespace: 'default', name, body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } }, user: { username: 'somebody' } });
    const first = runUntil(config, request(config, newCluster(config, 1, 0), create('one')).cluster, 500 * MILLI);
    const rest = runUntil(config, request(config, first.cluster, create('two')).cluster, 10 * SECOND);
    const failed = [...first.happened, ...rest.happened].flatMap((one) => (one.kind === 'failed' ? [one.at / MILLI] : []));
    // A second after the first failure it comes, although the second asked for two seconds; the third asks for four.
    expect(failed).toEqual([10, 510, 1010, 5010]);
  });
});
