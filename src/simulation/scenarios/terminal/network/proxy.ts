/** What listens where `kubectl proxy` runs. */
import { READER_ADDRESS } from '../../../cluster/network';
import type { ApiServerDoor } from '../../../cluster/network';
import { apiOverHttp } from '../../../cluster/apiserver/http/serve';
import type { Proxied } from '../../../kubectl/runtime/machine';
import type { HttpAsked, Listener } from '../../../network/tools';

/** http.Error. */
const said = (status: number, text: string) => ({ status, headers: [['Content-Type', 'text/plain; charset=utf-8'], ['X-Content-Type-Options', 'nosniff']] as const, body: `${text}\n` });

/** Where the kubeconfig says that the API server is. */
const SERVER = '192.168.0.10:6443';

/** UpgradeAwareHandler with UseLocationHost, and ReverseProxy: the API server sees its own name, and for whom it is asked. */
function passedOn({ headers }: HttpAsked): HttpAsked['headers'] {
  const isOwn = (name: string): boolean => ['host', 'authorization', 'x-forwarded-for'].includes(name.toLowerCase());
  const forwarded = [...headers.flatMap(([name, value]) => (name.toLowerCase() === 'x-forwarded-for' ? [value] : [])), '127.0.0.1'].join(', ');
  return [['Host', SERVER], ...headers.filter(([name]) => !isOwn(name)), ['X-Forwarded-For', forwarded]];
}

export const proxyListener = (door: ApiServerDoor, { user, leads }: Proxied): Listener => ({
  kind: 'server',
  answer: (asked) => {
    const path = leads(asked);
    if (path === 'forbidden') return said(403, 'Forbidden');
    if (path === 'nowhere') return said(404, '404 page not found');
    const { silent, ...answered } = apiOverHttp(door, { ...asked, path, headers: passedOn(asked), from: READER_ADDRESS }, user);
    if (silent === true) return { ending: 'silent' };
    return answered.status === 500 ? { ...answered, body: answered.body.replace(/^dial tcp:/, `dial tcp ${SERVER}:`) } : answered;
  },
});
