/**
 * A container's log on its node: what stands in the newest file, and which files the kubelet has put aside (pkg/kubelet/logs/container_log_manager.go). A file is the lines between two moments, so that
 * nothing has to be kept of one that grows by megabytes a minute.
 */
import { formatTime } from '../../../base/time';
import type { Chatter, Repeat } from '../../images/behaviour';
import { klogHeader } from '../host/services/journal';
import type { Severity } from '../host/services/journal';
import { stateAt } from './machine';
import type { ContainerLog, RuntimeContainer } from './machine';

export interface LogLine {
  readonly at: number;
  readonly text: string;
}

/** What the CRI writes before a line and behind it: `2026-11-29T09:00:00.000000000Z stdout F …`. */
export const CRI_BYTES = '2026-11-29T09:00:00.000000000Z stdout F \n'.length;

/** So many lines of one file are written out; where nothing rotates it, the older ones are left out. */
const MOST = 100_000;
const FILLER = 'cache miss, asking the upstream; ';

/** The n-th line of a process that says much. */
export function chatterLine({ bytes }: Chatter, n: number): string {
  const begins = `level=debug seq=${n} msg="`;
  const room = Math.max(0, bytes - begins.length - 1);
  return `${begins}${FILLER.repeat(Math.ceil(room / FILLER.length)).slice(0, room)}"`;
}

/** How many lines it has said before a moment. */
const saidBefore = ({ every }: Chatter, startedAt: number, at: number): number => Math.max(0, Math.ceil((at - startedAt) / every) - 1);

/** Until when it can have written: it has ended, or now. */
function lastOf(container: RuntimeContainer, now: number): number {
  const state = stateAt(container, now);
  return state.state === 'exited' ? state.finishedAt : now;
}

const single = ({ behaviour, said = [] }: RuntimeContainer, startedAt: number): readonly LogLine[] => [...behaviour.log.map(({ after, text }) => ({ at: startedAt + after, text })), ...said];

/** What is written again and again, between two moments; the process is the first of its container. */
function repeatedBetween(repeats: readonly Repeat[], startedAt: number, from: number, to: number): readonly LogLine[] {
  return repeats.flatMap(({ after, every, severity, place, text }) => {
    const first = startedAt + after;
    const [begin, end] = [Math.max(0, Math.ceil((from - first) / every)), Math.max(0, Math.ceil((to - first) / every))];
    return Array.from({ length: Math.min(MOST, end - begin) }, (_, n) => first + (begin + n) * every).map((at) => ({ at, text: `${klogHeader(severity as Severity, at, 1, place)}${text}` }));
  });
}

/** The lines from a moment on and before another. */
export function linesBetween(container: RuntimeContainer, from: number, to: number): readonly LogLine[] {
  const { startedAt, behaviour: { chatter, repeats = [] } } = container;
  if (startedAt === undefined) return [];
  const lines = [...single(container, startedAt).filter(({ at }) => at >= from && at < to), ...repeatedBetween(repeats, startedAt, from, to)];
  if (chatter === undefined) return lines.sort((a, b) => a.at - b.at);
  const talk: LogLine[] = [];
  const before = saidBefore(chatter, startedAt, to);
  for (let n = Math.max(saidBefore(chatter, startedAt, from), before - MOST) + 1; startedAt + n * chatter.every < to; n += 1) talk.push({ at: startedAt + n * chatter.every, text: chatterLine(chatter, n) });
  return lines.length === 0 ? talk : [...lines, ...talk].sort((a, b) => a.at - b.at);
}

/** Bytes of a log file with these lines; a letter is reckoned as one. */
export function bytesBetween(container: RuntimeContainer, from: number, to: number): number {
  const { startedAt, behaviour: { chatter } } = container;
  if (startedAt === undefined) return 0;
  const own = single(container, startedAt).reduce((sum, { at, text }) => (at >= from && at < to ? sum + text.length + CRI_BYTES : sum), 0);
  return own + (chatter === undefined ? 0 : (saidBefore(chatter, startedAt, to) - saidBefore(chatter, startedAt, from)) * (chatter.bytes + CRI_BYTES));
}

/** Between which moments the lines of the newest file were written. */
export const newestSpan = (container: RuntimeContainer, now: number): readonly [from: number, to: number] => [container.log?.since ?? 0, lastOf(container, now) + 1];

/** What stands in the newest file, with the times: all that `kubectl logs` reads. */
export const logOf = (container: RuntimeContainer, now: number, from = 0): readonly LogLine[] => {
  const [since, to] = newestSpan(container, now);
  return linesBetween(container, Math.max(since, from), to);
};

export interface RotatePolicy {
  /** Bytes; below zero nothing is rotated. */
  readonly maxSize: number;
  readonly maxFiles: number;
}

/** rotateLog: the oldest go, so that with the newest and the one that is put aside there are `maxFiles`; those that stay are compressed, and the newest is renamed. */
export function rotated(log: ContainerLog | undefined, now: number, { maxFiles }: RotatePolicy): ContainerLog {
  const before = log?.rotated ?? [];
  const stays = Math.max(0, maxFiles - 2);
  const kept = before.slice(Math.max(0, before.length - stays)).map((one) => ({ ...one, compressed: true }));
  return { since: now, rotated: [...kept, { at: now, since: log?.since ?? 0, compressed: false }] };
}

/** `20261129-090010`, as it stands behind the name of a file that was put aside. */
export const rotationStamp = (at: number): string => formatTime(at).replace(/[-:Z]/g, '').replace('T', '-');
