import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import { isTerminatingNamespace } from '../../control/pod-control';
import { ROOT_CA } from '../../control/root-ca';

const NAME = 'kube-root-ca.crt';
const DESCRIPTION = 'kubernetes.io/description';
const TEXT = 'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** syncNamespace: every namespace has the cluster's certificate, and has it unchanged. */
function reconcile(key: string, work: Work<null>): void {
  const namespace = work.view.get('namespaces', undefined, key);
  const found = work.view.get('configmaps', key, NAME);
  if (namespace === undefined || namespace.status?.phase !== 'Active') return;
  const data = { 'ca.crt': ROOT_CA };
  try {
    if (found === undefined) work.client.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, namespace: key, annotations: { [DESCRIPTION]: TEXT } }, data });
    else if (found.data?.['ca.crt'] !== ROOT_CA || Object.keys(found.data).length !== 1 || !found.metadata.annotations?.[DESCRIPTION]) {
      work.client.update({ ...found, metadata: { ...found.metadata, annotations: { ...found.metadata.annotations, [DESCRIPTION]: TEXT } }, data });
    }
  } catch (error) {
    if (!hasReason(error, 'NotFound') && !(error instanceof RequestError && isTerminatingNamespace(error))) throw error;
  }
}

/** pkg/controller/certificates/rootcacertpublisher. */
export const rootCaPublisher: Controller<null> = {
  name: 'root-ca-certificate-publisher-controller',
  user: controllerUser('root-ca-cert-publisher'),
  memory: null,
  handlers: {
    namespaces: ({ type, object }, desk) => {
      if (type !== 'DELETED') desk.enqueue(object.metadata.name ?? '');
    },
    configmaps: ({ type, object }, desk) => {
      if (type !== 'ADDED' && object.metadata.name === NAME) desk.enqueue(object.metadata.namespace ?? '');
    },
  },
  reconcile,
};
