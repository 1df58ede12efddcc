/** Replays the `gitops` suite: Argo CD's windows, health, decisions, order of a sync, difference and ApplicationSets. */
import { replayApplicationSet } from './gitops/applicationset';
import { replayAppHealth, replayDiff } from './gitops/compare';
import { replayDecide, replayRequest, replayRetry } from './gitops/decide';
import { replayHealth } from './gitops/health';
import { replayOrder } from './gitops/order';
import { replayWindow } from './gitops/windows';
import type { GoldenCase, Replay } from './types';

const KINDS = new Map<string, (input: never, out: never) => unknown>([['appHealth', replayAppHealth], ['applicationset', replayApplicationSet], ['decide', replayDecide], ['diff', replayDiff], ['health', replayHealth], ['healthScript', replayHealth], ['order', replayOrder], ['request', replayRequest], ['retry', replayRetry], ['window', replayWindow]]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never, one.out as never);
