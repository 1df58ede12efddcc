import type { Entry } from '@site/src/simulation/cluster/history/history';
import type { ShellState } from '@site/src/simulation/shell/shell';
import type { Node } from '@site/src/simulation/shell/files/tree';
import { parseKept as parseCluster } from '../living/kept';

/** What is kept of a terminal: enough to stand there again after a reload. */
export interface Kept {
  /** Which starting state it began from. */
  readonly start: string;
  /** A dump of another cluster that it began from, as JSON. */
  readonly dump?: string;
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

/** The name of the start that is a dump. */
export const DUMP = 'dump';
/** Characters: what is longer is shown, and not kept. */
const LONGEST_DUMP = 2_000_000;

const isStart = ({ start, dump }: Json, starts: readonly string[]): boolean => (start === DUMP ? typeof dump === 'string' && dump.length <= LONGEST_DUMP : typeof start === 'string' && dump === undefined && starts.includes(start));

/** `starts`: the starting states that there are. */
export function parseKept(raw: unknown, starts: readonly string[]): Kept | undefined {
  if (!isRecord(raw) || !isStart(raw, starts) || typeof raw.screen !== 'string' || raw.screen.length > 40_000 || !isTexts(raw.done) || !isTexts(raw.helped)) return undefined;
  if (raw.shell !== null && !isShell(raw.shell)) return undefined;
  const cluster = parseCluster({ options: null, log: raw.log, at: raw.at }, () => null);
  return cluster === undefined ? undefined : { start: raw.start as string, ...(typeof raw.dump === 'string' ? { dump: raw.dump } : {}), log: cluster.log, at: cluster.at, shell: raw.shell, screen: raw.screen, done: raw.done, helped: raw.helped };
}
