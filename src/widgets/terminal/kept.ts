import type { Entry } from '@site/src/simulation/cluster/history/history';
import type { ShellState } from '@site/src/simulation/shell/shell';
import type { Node } from '@site/src/simulation/shell/files/tree';
import { parseKept as parseCluster } from '../living/kept';

/** What is kept of a terminal: enough to stand there again after a reload. */
export interface Kept {
  /** Which starting state it began from. */
  readonly start: string;
  readonly log: readonly Entry[];
  /** µs since 1970; 0 for the beginning. */
  readonly at: number;
  readonly shell: ShellState | null;
  /** What stands on the screen. */
  readonly screen: string;
  /** Steps of a lab that were done, and those whose solution was looked at. */
  readonly done: readonly string[];
  readonly helped: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
const isRecord = (raw: unknown): raw is Json => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
const isTexts = (raw: unknown): raw is readonly string[] => Array.isArray(raw) && raw.length <= 2000 && raw.every((one) => typeof one === 'string');
const isTextRecord = (raw: unknown): raw is Readonly<Record<string, string>> => isRecord(raw) && Object.values(raw).every((one) => typeof one === 'string');
const isNode = (raw: unknown): raw is Node => isRecord(raw) && typeof raw.at === 'number' && (raw.kind === 'directory' || (raw.kind === 'file' && typeof raw.text === 'string'));

function isShell(raw: unknown): raw is ShellState {
  return isRecord(raw) && isRecord(raw.tree) && Object.entries(raw.tree).every(([path, node]) => path.startsWith('/') && isNode(node)) && typeof raw.directory === 'string' && isTextRecord(raw.variables) && isTexts(raw.exported) && isTextRecord(raw.aliases) && isTexts(raw.history) && typeof raw.status === 'number';
}

/** `starts`: the starting states that there are. */
export function parseKept(raw: unknown, starts: readonly string[]): Kept | undefined {
  if (!isRecord(raw) || typeof raw.start !== 'string' || !starts.includes(raw.start) || typeof raw.screen !== 'string' || raw.screen.length > 40_000 || !isTexts(raw.done) || !isTexts(raw.helped)) return undefined;
  if (raw.shell !== null && !isShell(raw.shell)) return undefined;
  const cluster = parseCluster({ options: null, log: raw.log, at: raw.at }, () => null);
  return cluster === undefined ? undefined : { start: raw.start, log: cluster.log, at: cluster.at, shell: raw.shell, screen: raw.screen, done: raw.done, helped: raw.helped };
}
