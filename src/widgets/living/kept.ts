import type { Entry } from '@site/src/simulation/cluster/history/history';
import { NEW_MACHINE } from '@site/src/simulation/cluster/node/machine/machine';
import { GIT_HOST } from '@site/src/simulation/gitops/component/git-host';

/** What the reader did with a cluster: enough to play it again. */
export interface Kept<Options> {
  readonly options: Options;
  readonly log: readonly Entry[];
  /** The moment that they stand at, µs since 1970; 0 for the beginning. */
  readonly at: number;
}

const MOST_ENTRIES = 2000;
/** What is replayed. Of machines nobody hands over one, but for the Git server with its repositories. */
const KINDS: readonly unknown[] = ['request', 'component', 'host', 'machine'];
const VERBS: readonly unknown[] = ['get', 'list', 'create', 'update', 'patch', 'delete', 'deletecollection'];

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
const isTime = (raw: unknown): raw is number => typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0;

const isText = (raw: unknown): raw is string => typeof raw === 'string';
const isTexts = (raw: unknown): boolean => isRecord(raw) && Object.values(raw).every(isText);

/** A repository whose commits come after their parents, so that its history ends. */
function isRepository(text: string): boolean {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return false;
  }
  if (!isRecord(raw) || !isRecord(raw.commits) || !isRecord(raw.branches)) return false;
  const { commits, branches } = raw;
  const seen = new Set<unknown>();
  for (const [id, commit] of Object.entries(commits)) {
    if (!isRecord(commit) || commit.id !== id || !isText(commit.message) || !isTime(commit.at) || !isTexts(commit.author) || !isTexts(commit.files) || !Array.isArray(commit.parents) || !commit.parents.every((parent) => seen.has(parent))) return false;
    seen.add(id);
  }
  return Object.values(branches).every((id) => seen.has(id));
}

/** The Git server and nothing else on it. */
function isGitServer({ node, machine, wakes }: Readonly<Record<string, unknown>>): boolean {
  if (node !== GIT_HOST || wakes !== undefined || !isRecord(machine)) return false;
  const { root, ...rest } = machine;
  const isBare = Object.entries(rest).every(([field, value]) => Object.hasOwn(NEW_MACHINE, field) && (value === null || value === 0)) && Object.keys(NEW_MACHINE).every((field) => Object.hasOwn(rest, field));
  return isBare && isRecord(root) && Object.values(root).every((file) => isRecord(file) && file.kind === 'file' && isTime(file.at) && isText(file.text) && isRepository(file.text));
}

function isInput(raw: unknown): boolean {
  if (!isRecord(raw) || !KINDS.includes(raw.kind)) return false;
  if (raw.kind === 'component') return (raw.action === 'stop' || raw.action === 'start') && typeof raw.name === 'string';
  if (raw.kind === 'host') return isText(raw.host) && isText(raw.line) && [raw.input, raw.directory].every((one) => one === undefined || isText(one));
  if (raw.kind === 'machine') return isGitServer(raw);
  const { request } = raw;
  return isRecord(request) && VERBS.includes(request.verb) && typeof request.group === 'string' && typeof request.resource === 'string' && isRecord(request.user) && typeof request.user.username === 'string';
}

const isEntry = (raw: unknown): raw is Entry => isRecord(raw) && isTime(raw.at) && isTime(raw.steps) && isInput(raw.input);

export function parseKept<Options>(raw: unknown, parseOptions: (options: unknown) => Options | undefined): Kept<Options> | undefined {
  if (!isRecord(raw) || !Array.isArray(raw.log) || raw.log.length > MOST_ENTRIES || !isTime(raw.at) || !raw.log.every(isEntry)) return undefined;
  const options = parseOptions(raw.options);
  return options === undefined ? undefined : { options, log: raw.log, at: raw.at };
}
