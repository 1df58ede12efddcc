import type { ComponentStatus } from '../../api/kinds/core.ComponentStatus';
import type { ApiObject } from '../../api';
import type { ApiServer, Handled, Neighbour, Request, ServerConfig } from './types';
import { notFound } from './failures';

const ALL_WELL: readonly Neighbour[] = [{ name: 'controller-manager' }, { name: 'scheduler' }, { name: 'etcd-0' }];

const statusOf = ({ name, error }: Neighbour): ComponentStatus => ({
  apiVersion: 'v1',
  kind: 'ComponentStatus',
  metadata: { name },
  conditions: [error === undefined ? { type: 'Healthy', status: 'True', message: 'ok' } : { type: 'Healthy', status: 'False', message: error }],
});

/** GET of ComponentStatuses, which are not stored (pkg/registry/core/componentstatus REST). Upstream gives a list in no order. */
export function componentStatuses({ neighbours }: ServerConfig, server: ApiServer, { verb, name = '' }: Request, matches: (object: ApiObject) => boolean): Handled {
  const found = (neighbours?.() ?? ALL_WELL).map(statusOf);
  if (verb === 'list') return { server, answer: { code: 200, list: found.filter(matches), resourceVersion: '' } };
  const one = found.find(({ metadata }) => metadata.name === name);
  return { server, answer: one === undefined ? { failure: notFound({ group: '', resource: 'componentstatus' }, name) } : { code: 200, object: one, warnings: [] } };
}
