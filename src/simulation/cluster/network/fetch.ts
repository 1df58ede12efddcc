/** What the API server asks somebody itself, from the machine on which it runs (kube-apiserver pkg/controlplane/apiserver CreateProxyTransport: whoever answers over TLS is trusted); errors as Go's transport words them. */
import { byText } from '../../base/ordered-map';
import type { Fetch, Fetched } from '../apiserver/proxy';
import { exchange, handshake } from '../../network/tools/http';
import { connect, Run } from '../../network/tools/types';
import type { Cluster } from '../state';
import type { Client } from './client';
import { NOBODY } from './network';
import type { Network } from './network';

/** net.Dialer's Timeout of http.DefaultTransport, milliseconds. */
const DIAL_TIMEOUT = 30_000;

const NO_KUBELET = 'what a kubelet answers is not simulated\n';

/** The machine with the API server's container. */
function apiServerClient(cluster: Cluster): Client {
  for (const [node, { pods }] of byText.entries(cluster.machines)) {
    for (const [, { sandboxes, containers }] of byText.entries(pods)) {
      const address = sandboxes[0]?.ip;
      if (address !== undefined && containers.some(({ name }) => name === 'kube-apiserver')) return { ...NOBODY, address, node };
    }
  }
  return NOBODY;
}

const PORTS = { http: 80, https: 443 } as const;

/** Whoever answers. Of the API server's own connections no node's table is kept. */
export const fetchFrom = (network: Network, cluster: Cluster, asked: Fetch): Fetched => network.untracked(() => fetched(network, cluster, asked));

function fetched(network: Network, cluster: Cluster, { scheme, address, port, kubelet, request, host }: Fetch): Fetched {
  const run = new Run(network.worldOf(apiServerClient(cluster)));
  const took = (): number => run.now - run.world.now;
  const failed = (error: string): Fetched => ({ error, took: took() });
  const [number, shown] = [port === '' ? PORTS[scheme] : Number(port), address.includes(':') ? `[${address}]` : address];
  if (number > 65_535) return failed(`dial tcp: address ${port}: invalid port`);
  const to = `dial tcp ${shown}:${number}`;
  const { listener, error } = connect(run, address, number, DIAL_TIMEOUT);
  if (error !== undefined) return failed(error === 'gave up' || error === 'Connection timed out' ? `${to}: i/o timeout` : `${to}: connect: ${error === 'No route to host' ? 'no route to host' : 'connection refused'}`);
  if (kubelet !== undefined) return { status: 501, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: NO_KUBELET };
  const tls = scheme === 'https';
  const unsafe = tls ? handshake(listener, host, undefined) : undefined;
  if (unsafe === 'no tls') return failed('tls: first record does not look like a TLS handshake');
  if (unsafe !== undefined) return failed(unsafe === 'silent' ? 'net/http: TLS handshake timeout' : unsafe === 'reset' ? 'read: connection reset by peer' : 'EOF');
  const { method, headers, path, body } = request;
  const answer = exchange(run, listener, host.replace(/:\d+$/, ''), path, tls, { method, headers, ...(body === undefined ? {} : { body }) });
  switch (answer.kind) {
    case 'reply': {
      const { status, headers: given, body: text, stream } = answer.reply;
      return { status, headers: given, body: method === 'HEAD' ? '' : text, took: took(), ...(stream === undefined ? {} : { stream }) };
    }
    case 'silent': return { status: 200, headers: [], body: '', silent: true };
    case 'closed': return failed('EOF');
    case 'reset': return failed('read: connection reset by peer');
    case 'not http': return failed('net/http: HTTP/1.x transport connection broken: malformed HTTP response');
    case 'cut': return { status: 200, headers: [], body: answer.body, took: took() };
  }
}
