import type { HttpAnswered, HttpAsked, Listener } from '../../network/tools';
import { isStopped } from '../components/refusal';
import type { Cluster } from '../state';
import { apiServerCertificates } from './served';

/** Who signed the API server's certificate: the CA that every Pod's service account volume holds. */
export const CLUSTER_CA = 'kubernetes';
const NAMES = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', 'cp-1', '10.96.0.1', '192.168.0.10'];
/** system:public-info-viewer and system:discovery of unauthenticated clients. */
const OPEN: Readonly<Record<string, string>> = { '/healthz': 'ok', '/livez': 'ok', '/readyz': 'ok' };

function answer({ path, method }: HttpAsked): HttpAnswered {
  const open = OPEN[path];
  if (open !== undefined) return { status: 200, body: open };
  if (path === '/version') return { status: 200, headers: [['Content-Type', 'application/json']], body: '{\n  "major": "1",\n  "minor": "36",\n  "gitVersion": "v1.36.3"\n}' };
  const message = `forbidden: User "system:anonymous" cannot ${method.toLowerCase()} path "${path}"`;
  return { status: 403, headers: [['Content-Type', 'application/json']], body: `${JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason: 'Forbidden', details: {}, code: 403 }, null, 2)}\n` };
}

/** The API server to somebody without credentials. */
export const apiServerListener = (cluster: Cluster): Listener =>
  isStopped(cluster.components, 'kube-apiserver') ? { kind: 'refused' } : { kind: 'server', answer, certificate: () => ({ names: NAMES, issuer: CLUSTER_CA, expired: false, whole: apiServerCertificates(cluster) }) };
