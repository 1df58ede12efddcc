/** Replays the `dns` suite: what CoreDNS answers and prints, what resolvers ask, what tools in a Pod print. */
import { replayCorefile, replayHttp, replayLog, replayQuery, replayReload, replaySeries } from './dns/server';
import { replayResolve } from './dns/resolve';
import { replayTool } from './dns/tool';
import type { GoldenCase, Replay } from './types';

const KINDS: Readonly<Record<string, (input: never) => unknown>> = {
  query: replayQuery, corefile: replayCorefile, log: replayLog, http: replayHttp, series: replaySeries, reload: replayReload, tool: replayTool,
};

export const replay: Replay = (one: GoldenCase) =>
  one.kind === 'resolve' ? replayResolve(one.in as never, one.out as never) : KINDS[one.kind]?.(one.in as never);
