import type { Entry } from '@site/src/simulation/cluster/history/history';

/** What the reader did with a cluster: enough to play it again. */
export interface Kept<Options> {
  readonly options: Options;
  readonly log: readonly Entry[];
  /** The moment that they stand at, µs since 1970; 0 for the beginning. */
  readonly at: number;
}

const MOST_ENTRIES = 2000;
/** Requests and components alone are replayed: nobody hands over a machine. */
const KINDS: readonly unknown[] = ['request', 'component'];
const VERBS: readonly unknown[] = ['get', 'list', 'create', 'update', 'patch', 'delete', 'deletecollection'];

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
const isTime = (raw: unknown): raw is number => typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0;

function isInput(raw: unknown): boolean {
  if (!isRecord(raw) || !KINDS.includes(raw.kind)) return false;
  if (raw.kind === 'component') return (raw.action === 'stop' || raw.action === 'start') && typeof raw.name === 'string';
  const { request } = raw;
  return isRecord(request) && VERBS.includes(request.verb) && typeof request.group === 'string' && typeof request.resource === 'string' && isRecord(request.user) && typeof request.user.username === 'string';
}

const isEntry = (raw: unknown): raw is Entry => isRecord(raw) && isTime(raw.at) && isTime(raw.steps) && isInput(raw.input);

export function parseKept<Options>(raw: unknown, parseOptions: (options: unknown) => Options | undefined): Kept<Options> | undefined {
  if (!isRecord(raw) || !Array.isArray(raw.log) || raw.log.length > MOST_ENTRIES || !isTime(raw.at) || !raw.log.every(isEntry)) return undefined;
  const options = parseOptions(raw.options);
  return options === undefined ? undefined : { options, log: raw.log, at: raw.at };
}
