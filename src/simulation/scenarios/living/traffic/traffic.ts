/**
 * Requests to a Service: one at each look, from the nodes in turn. The node's kube-proxy picks one of the backends that it knows of, by chance, as its rules do; what
 * becomes of the request is up to the process behind it.
 */
import { draw } from '../../../base/random';
import { byText } from '../../../base/ordered-map';
import { getFrom, listenerOn } from '../../../cluster/node/machine/exec';
import { podOn, stateAt } from '../../../cluster/node/machine/machine';
import type { RuntimeContainer } from '../../../cluster/node/machine/machine';
import type { Cluster } from '../../../cluster/state';
import { proxiesNow, settledProxy } from './proxy';
import type { Backend, Proxy } from './proxy';

/** How a request is lost: no backend is known; nobody listens there any more, or not yet; the process ended before it had answered; it answered with an error, or not at all. */
export const LOSSES = ['none', 'refused', 'cut', 'error'] as const;
export type Loss = (typeof LOSSES)[number];

interface InFlight {
  readonly until: number;
  readonly node: string;
  readonly uid: string;
  readonly container: string;
}

export interface Traffic {
  readonly proxies: readonly Proxy[];
  readonly random: number;
  readonly inFlight: readonly InFlight[];
  readonly sent: number;
  readonly lost: Readonly<Record<Loss, number>>;
}

export interface TrafficTo {
  readonly namespace: string;
  readonly service: string;
  /** How long an answer takes, µs. */
  readonly answerTakes: number;
  /** What is asked for: `/NAME` (images/behaviour.ts). */
  readonly path: string;
  /** How long every proxy needs until it hears of a change, µs; at once where it is not said. */
  readonly lag?: number;
}

export const quietTraffic = (cluster: Cluster, nodes: number, { namespace, service }: TrafficTo): Traffic => ({
  proxies: Array.from({ length: nodes }, () => settledProxy(cluster, namespace, service)), random: 1, inFlight: [], sent: 0, lost: { none: 0, refused: 0, cut: 0, error: 0 },
});

export const lostIn = ({ lost }: Pick<Traffic, 'lost'>): number => LOSSES.reduce((sum, kind) => sum + lost[kind], 0);

function containersOf({ machines }: Cluster, { node, uid }: Pick<Backend, 'node' | 'uid'>): readonly RuntimeContainer[] {
  const machine = byText.get(machines, node);
  return machine === undefined ? [] : (podOn(machine, uid)?.containers ?? []);
}

/** Whether a request was answered, or may still be. */
function answered(cluster: Cluster, request: InFlight): boolean {
  const container = containersOf(cluster, request).find(({ id }) => id === request.container);
  if (container === undefined) return false;
  const state = stateAt(container, cluster.clock.now);
  return state.state === 'running' || (state.state === 'exited' && state.finishedAt >= request.until);
}

type Fate = { readonly loss: Loss } | { readonly inFlight: InFlight };

function fateOf(cluster: Cluster, backend: Backend | undefined, { answerTakes, path }: TrafficTo): Fate {
  const { now } = cluster.clock;
  if (backend === undefined) return { loss: 'none' };
  const listener = listenerOn(containersOf(cluster, backend), backend.port, now);
  if (listener === undefined) return { loss: 'refused' };
  const answer = getFrom(listener, path, now);
  if (answer === 'hang' || answer.status >= 500) return { loss: 'error' };
  return { inFlight: { until: now + answerTakes, node: backend.node, uid: backend.uid, container: listener.id } };
}

/** The traffic after one more request, which is sent now. */
export function oneRequest(cluster: Cluster, before: Traffic, to: TrafficTo): Traffic {
  const { now } = cluster.clock;
  const proxies = proxiesNow(cluster, to.namespace, to.service, before.proxies, to.lag);
  // A connection is reset in the moment in which its process ends, not when the answer was due.
  const alive = before.inFlight.filter((request) => answered(cluster, request));
  const cut = before.inFlight.length - alive.length;
  const open = alive.filter(({ until }) => until > now);
  const random = { state: before.random };
  const { backends = [] } = proxies[before.sent % proxies.length] ?? {};
  const fate = fateOf(cluster, backends[Math.floor(draw(random) * backends.length)], to);
  const lost = { ...before.lost, cut: before.lost.cut + cut };
  return {
    proxies, random: random.state, sent: before.sent + 1,
    inFlight: 'inFlight' in fate ? [...open, fate.inFlight] : open,
    lost: 'loss' in fate ? { ...lost, [fate.loss]: lost[fate.loss] + 1 } : lost,
  };
}

/** Traffic that has been there for long: those requests are under way that were sent while an answer takes, one every `every` µs; the last before now. */
export function steadyTraffic(cluster: Cluster, nodes: number, to: TrafficTo, every: number): Traffic {
  const { now } = cluster.clock;
  const times = Array.from({ length: Math.ceil(to.answerTakes / every) }, (_, back) => now - (back + 1) * every).reverse();
  return times.reduce((traffic, at) => oneRequest({ ...cluster, clock: { ...cluster.clock, now: at } }, traffic, to), quietTraffic(cluster, nodes, to));
}
