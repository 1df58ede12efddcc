/** What listens where `kubectl proxy` runs. */
import type { ApiServerDoor } from '../../../cluster/network';
import { apiOverHttp } from '../../../cluster/apiserver/http/serve';
import type { Proxied } from '../../../kubectl/runtime/machine';
import type { Listener } from '../../../network/tools';

/** http.Error. */
const said = (status: number, text: string) => ({ status, headers: [['Content-Type', 'text/plain; charset=utf-8'], ['X-Content-Type-Options', 'nosniff']] as const, body: `${text}\n` });

/** Where the kubeconfig says that the API server is. */
const SERVER = '192.168.0.10:6443';

export const proxyListener = (door: ApiServerDoor, { user, leads }: Proxied): Listener => ({
  kind: 'server',
  answer: (asked) => {
    const path = leads(asked);
    if (path === 'forbidden') return said(403, 'Forbidden');
    if (path === 'nowhere') return said(404, '404 page not found');
    const answered = apiOverHttp(door, { ...asked, path }, user);
    return answered.status === 500 ? { ...answered, body: answered.body.replace(/^dial tcp:/, `dial tcp ${SERVER}:`) } : answered;
  },
});
