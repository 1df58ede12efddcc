import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import { isTerminatingNamespace } from '../../control/pod-control';

const DEFAULT = 'default';

/** syncNamespace: every namespace that lives has its ServiceAccount `default`. */
function reconcile(key: string, work: Work<null>): void {
  const namespace = work.view.get('namespaces', undefined, key);
  if (namespace === undefined || namespace.status?.phase !== 'Active' || work.view.get('serviceaccounts', key, DEFAULT) !== undefined) return;
  try {
    work.client.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: DEFAULT, namespace: key } });
  } catch (error) {
    if (!hasReason(error, 'AlreadyExists') && !(error instanceof RequestError && isTerminatingNamespace(error))) throw error;
  }
}

/** pkg/controller/serviceaccount ServiceAccountsController. */
export const serviceAccountController: Controller<null> = {
  name: 'serviceaccount-controller',
  user: controllerUser('service-account-controller'),
  memory: null,
  handlers: {
    namespaces: ({ type, object }, desk) => {
      if (type !== 'DELETED') desk.enqueue(object.metadata.name ?? '');
    },
    serviceaccounts: ({ type, object }, desk) => {
      if (type === 'DELETED') desk.enqueue(object.metadata.namespace ?? '');
    },
  },
  reconcile,
};
