/** Replays the `dns` suite: what CoreDNS answers and prints, what resolvers ask, what tools in a Pod print. */
import { replayCorefile, replayHttp, replayLog, replayQuery, replayReload, replaySeries } from './dns/server';
import type { GoldenCase, Replay } from './types';

const KINDS: Readonly<Record<string, (input: never) => unknown>> = {
  query: replayQuery, corefile: replayCorefile, log: replayLog, http: replayHttp, series: replaySeries, reload: replayReload,
};

export const replay: Replay = (one: GoldenCase) => KINDS[one.kind]?.(one.in as never);
