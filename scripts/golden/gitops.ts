/** Replays the `gitops` suite: Argo CD's windows, health, decisions, order of a sync, difference and ApplicationSets. */
import { replayAppHealth, replayDiff } from './gitops/compare';
import { replayHealth } from './gitops/health';
import { replayWindow } from './gitops/windows';
import type { GoldenCase, Replay } from './types';

const KINDS = new Map<string, (input: never) => unknown>([['appHealth', replayAppHealth], ['diff', replayDiff], ['health', replayHealth], ['window', replayWindow]]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
