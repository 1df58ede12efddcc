/** How what is recorded reaches the API server; what it refuses is lost, as upstream gives it up. */
import { handle } from '../apiserver/handle';
import type { ApiServer, ServerConfig, User } from '../apiserver/types';
import { finishSeries, speak } from './series';
import type { SeriesMemory, Spoken } from './series';
import type { Recorded } from './record';

const place = (user: User, namespace: string, name: string) => ({ group: '', resource: 'events', namespace, name, user });

/** client-go tools/record recordEvent: a count is patched; where its Event is gone, it is created anew. */
export function sendRecorded(config: ServerConfig, server: ApiServer, recorded: Recorded, user: User, now: number): ApiServer {
  if (recorded.kind === 'drop') return server;
  const { event } = recorded;
  const at = place(user, event.metadata.namespace ?? 'default', event.metadata.name ?? '');
  if (recorded.kind === 'count') {
    const { count = 1, lastTimestamp = '', message = '' } = event;
    const counted = handle(config, server, { ...at, verb: 'patch', patch: { count, lastTimestamp, message } }, now);
    if (!('failure' in counted.answer)) return counted.server;
  }
  return handle(config, server, { ...at, verb: 'create', body: event }, now).server;
}

export interface SpokenTo {
  readonly server: ApiServer;
  readonly memory: SeriesMemory;
  /** What its Event counts now. */
  readonly count: number;
}

/** client-go tools/events recordEvent. `host`: where the component runs. */
export function sendSpoken(config: ServerConfig, server: ApiServer, memory: SeriesMemory, { component, host, user }: { readonly component: string; readonly host: string; readonly user: User }, said: Spoken, now: number): SpokenTo {
  const spoken = speak(memory, component, `${component}-${host}`, said, now);
  if (spoken.kind === 'keep') return { server, memory: spoken.memory, count: spoken.count };
  if (spoken.kind === 'create') {
    const { metadata } = spoken.event;
    const created = handle(config, server, { ...place(user, metadata.namespace ?? 'default', metadata.name ?? ''), verb: 'create', body: spoken.event }, now);
    return { server: created.server, memory: spoken.memory, count: 1 };
  }
  const patched = handle(config, server, { ...place(user, spoken.namespace, spoken.name), verb: 'patch', patch: { series: spoken.series } }, now);
  return { server: patched.server, memory: spoken.memory, count: spoken.series.count };
}

/** Writes the counts of series that are over. */
export function sendFinished(config: ServerConfig, server: ApiServer, memory: SeriesMemory, user: User, now: number): { readonly server: ApiServer; readonly memory: SeriesMemory } {
  const finished = finishSeries(memory, now);
  const after = finished.counts.reduce((to, { namespace, name, series }) => handle(config, to, { ...place(user, namespace, name), verb: 'patch', patch: { series } }, now).server, server);
  return { server: after, memory: finished.memory };
}
