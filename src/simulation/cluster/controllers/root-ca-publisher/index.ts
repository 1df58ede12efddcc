import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import { isTerminatingNamespace } from '../../control/pod-control';

const NAME = 'kube-root-ca.crt';
const DESCRIPTION = 'kubernetes.io/description';
const TEXT = 'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** The certificate of the simulated cluster's own authority: real in form, and of no use to anybody, as its key was thrown away. */
const CA = `${[
  '-----BEGIN CERTIFICATE-----',
  'MIIBfzCCASWgAwIBAgIUJLdg1rCNe3g85gzdXjkVu2A4eF4wCgYIKoZIzj0EAwIw',
  'FTETMBEGA1UEAwwKa3ViZXJuZXRlczAeFw0yNjExMjkwMjAzNDZaFw0zNjExMjYw',
  'MjAzNDZaMBUxEzARBgNVBAMMCmt1YmVybmV0ZXMwWTATBgcqhkjOPQIBBggqhkjO',
  'PQMBBwNCAASKp1rJQ0pfIFMxPPYoY4KmpCfe6UrnPDUD9H81fjxu78IAnos/yKaN',
  'vSe/rU7Bk9jTGdokd3v1o7V1D33ISSj9o1MwUTAdBgNVHQ4EFgQUfifsL89JvNDU',
  '6Nq19Rdghc6CWC0wHwYDVR0jBBgwFoAUfifsL89JvNDU6Nq19Rdghc6CWC0wDwYD',
  'VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiB1OyjAjA6iA/g3kWbDGEPI',
  '2QOaVwn49rujCqUT3m9X3gIhALqYaK+/bf38QKkQw0Uxx4FzTNwaq5EKxolOb8Hx',
  'FMYr',
  '-----END CERTIFICATE-----',
].join('\n')}\n`;

/** syncNamespace: every namespace has the cluster's certificate, and has it unchanged. */
function reconcile(key: string, work: Work<null>): void {
  const namespace = work.view.get('namespaces', undefined, key);
  const found = work.view.get('configmaps', key, NAME);
  if (namespace === undefined || namespace.status?.phase !== 'Active') return;
  const data = { 'ca.crt': CA };
  try {
    if (found === undefined) work.client.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, namespace: key, annotations: { [DESCRIPTION]: TEXT } }, data });
    else if (found.data?.['ca.crt'] !== CA || Object.keys(found.data).length !== 1 || !found.metadata.annotations?.[DESCRIPTION]) {
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
