/** etcdutl 3.6.8: works on files of etcd without a server (go.etcd.io/etcd etcdutl). */
import { quote } from '../../base/go/quote';
import { fnv32a } from '../../base/hash';
import { formatTime } from '../../base/time';
import { bytesInUse, readDatabase } from '../../cluster/etcd/backend';
import type { Backend } from '../../cluster/etcd/backend';
import { STORAGE_VERSION } from '../../cluster/etcd/cluster';
import { dataFiles } from '../../cluster/etcd/data-directory';
import { clusterId, firstMembers } from '../../cluster/etcd/membership';
import type { Member } from '../../cluster/etcd/membership';
import type { KeySpace } from '../../cluster/etcd/mvcc';
import { rangeOf } from '../../cluster/etcd/mvcc';
import { callOf } from '../cobra/find';
import type { Call } from '../cobra/find';
import { usageText } from '../cobra/usage';
import { urlsError } from '../etcdctl/commands/cluster';
import { humanBytes, tableText } from '../etcdctl/table';
import { absolutePath, Exit } from '../machine';
import type { ToolMachine } from '../machine';
import { COMMANDS } from './generated/commands';
import { TEXTS } from './generated/texts';

const EXIT = { error: 1, badFeature: 4, badArgs: 128 } as const;

function fail(machine: ToolMachine, code: number, message: string): never {
  machine.err(`Error: ${message}\n`);
  throw new Exit(code);
}

/** A line of zap's console encoder. */
function log(machine: ToolMachine, where: string, message: string, fields?: string): void {
  machine.err(`${formatTime(machine.now())}\tinfo\t${where}\t${message}${fields === undefined ? '' : `\t{${fields}}`}\n`);
}

function read(machine: ToolMachine, path: string): string | undefined {
  return machine.files.read(absolutePath(machine, path));
}

interface Status {
  readonly hash: number;
  readonly revision: number;
  readonly keys: number;
  readonly size: number;
}

function statusOf(text: string, { keys: space }: Backend, size: number): Status {
  const last = space.history.at(-1);
  const empty = space.history.some(({ key }) => key === '') ? 1 : 0;
  const live = rangeOf(space, { key: '\0', end: '\0', revision: 0 }).length;
  return { hash: fnv32a(text), revision: last?.revision ?? 0, keys: live + empty, size };
}

const PRINTERS: Readonly<Record<string, (status: Status) => string>> = {
  simple: ({ hash, revision, keys, size }) => `${hash.toString(16)}, ${revision}, ${keys}, ${humanBytes(size)}, ${STORAGE_VERSION}\n`,
  fields: ({ hash, revision, keys, size }) => `"Hash" : ${hash}\n"Revision" : ${revision}\n"Keys" : ${keys}\n"Size" : ${size}\n"Version" : ${STORAGE_VERSION}\n`,
  json: ({ hash, revision, keys, size }) => `{"hash":${hash},"revision":${revision},"totalKey":${keys},"totalSize":${size},"version":"${STORAGE_VERSION}"}\n`,
  table: ({ hash, revision, keys, size }) => tableText(['hash', 'revision', 'total keys', 'total size', 'version'], [[hash.toString(16), String(revision), String(keys), humanBytes(size), STORAGE_VERSION]]),
};

function snapshotStatus(machine: ToolMachine, { args, flags }: Call): void {
  const [path] = args;
  if (path === undefined || args.length > 1) return fail(machine, EXIT.badArgs, 'snapshot status requires exactly one argument');
  const format = flags.text('write-out');
  const print = Object.hasOwn(PRINTERS, format) ? PRINTERS[format] : undefined;
  if (print === undefined) return fail(machine, EXIT.badFeature, format === 'protobuf' ? 'protobuf not supported as output format' : 'unsupported output format');
  const text = read(machine, path);
  if (text === undefined) return fail(machine, EXIT.error, `stat ${path}: no such file or directory`);
  const database = readDatabase(text);
  if (database === undefined) return fail(machine, EXIT.error, 'invalid database');
  machine.out(print(statusOf(text, database.backend, bytesInUse(database.backend))));
}

/** types.NewURLsMap. */
function clusterMap(text: string): Readonly<Record<string, readonly string[]>> | { readonly error: string } {
  const map: Record<string, string[]> = {};
  for (const one of text.split(',')) {
    if (one === '') continue;
    const at = one.indexOf('=');
    const [name, url] = at < 0 ? [one, ''] : [one.slice(0, at), one.slice(at + 1)];
    map[name] = [...(map[name] ?? []), url];
  }
  for (const urls of Object.values(map)) {
    const error = urlsError(urls);
    if (error !== undefined) return { error };
    urls.sort();
  }
  return map;
}

const hostOf = (url: string): string => url.replace(/^[a-z]+:\/\//, '');
const isName = (url: string): boolean => /[a-z]/i.test(hostOf(url).replace(/:\d+$/, '')) && !hostOf(url).startsWith('[');

/** ServerConfig.advertiseMatchesCluster: addresses are looked up where they are not the same texts; `localhost` is left as it is. */
function advertiseError(machine: ToolMachine, name: string, own: readonly string[], cluster: readonly string[]): string | undefined {
  const [given, wanted] = [[...own].sort(), [...cluster].sort()];
  if (given.join() === wanted.join()) return undefined;
  for (const url of [...given, ...wanted].filter((one) => !isName(one))) log(machine, 'netutil/netutil.go:113', 'resolved URL Host', `"url": ${quote(url)}, "host": ${quote(hostOf(url))}, "resolved-addr": ${quote(hostOf(url))}`);
  const differs = given.length === wanted.length ? given.findIndex((one, at) => one !== wanted[at]) : -1;
  const why = differs < 0 ? `len(${quoteAll(given)}) != len(${quoteAll(wanted)})` : `resolved urls: ${quote(given[differs]!)} != ${quote(wanted[differs]!)}`;
  const missing = wanted.filter((url) => !given.includes(url)).map((url) => `${name}=${url}`);
  if (missing.length > 0) return `--initial-cluster has ${missing.join(',')} but missing from --initial-advertise-peer-urls=${given.join(',')} (${why})`;
  return `--initial-advertise-peer-urls has ${given.filter((url) => !wanted.includes(url)).join(',')} but missing from --initial-cluster=${given.map((url) => `${name}=${url}`).join(',')}`;
}

const quoteAll = (texts: readonly string[]): string => `[${texts.map(quote).join(' ')}]`;

interface Restore {
  readonly path: string;
  readonly dataDir: string;
  readonly walDir: string;
  readonly name: string;
  readonly members: readonly Member[];
  readonly bump: number;
  readonly skipHashCheck: boolean;
  readonly mapSize: string;
}

function requestOf(machine: ToolMachine, { args, flags }: Call): Restore {
  const [path] = args;
  if (path === undefined || args.length > 1) return fail(machine, EXIT.badArgs, 'snapshot restore requires exactly one argument');
  const bump = flags.int('bump-revision');
  if (bump > 0 !== flags.bool('mark-compacted')) fail(machine, EXIT.badArgs, '--mark-compacted required if --revision-bump > 0');
  const name = flags.text('name');
  const peers = flags.text('initial-advertise-peer-urls').split(',');
  const wrong = urlsError(peers);
  if (wrong !== undefined) fail(machine, EXIT.error, wrong);
  const cluster = clusterMap(flags.text('initial-cluster'));
  if ('error' in cluster && typeof cluster.error === 'string') return fail(machine, EXIT.error, cluster.error);
  const map = cluster as Readonly<Record<string, readonly string[]>>;
  const own = map[name];
  if (own === undefined) return fail(machine, EXIT.error, `couldn't find local name ${quote(name)} in the initial cluster configuration`);
  const advertised = advertiseError(machine, name, peers.map((url) => url.trim()), own);
  if (advertised !== undefined) fail(machine, EXIT.error, advertised);
  const all = Object.values(map).flat();
  if (new Set(all).size < all.length) fail(machine, EXIT.error, `initial cluster ${Object.entries(map).flatMap(([one, urls]) => urls.map((url) => `${one}=${url}`)).sort().join(',')} has duplicate url`);
  const dataDir = flags.text('data-dir') === '' ? `${name}.etcd` : flags.text('data-dir');
  const members = firstMembers(map, flags.text('initial-cluster-token'));
  const size = flags.text('initial-memory-map-size');
  return { path, name, members, bump, dataDir, walDir: flags.text('wal-dir') === '' ? `${dataDir}/member/wal` : flags.text('wal-dir'), skipHashCheck: flags.bool('skip-hash-check'), mapSize: size };
}

/** v3Manager.modifyLatestRevision: an empty entry far ahead, up to which everything counts as compacted. */
function bumped(machine: ToolMachine, space: KeySpace, by: number): KeySpace {
  const latest = space.history.at(-1)?.revision ?? 0;
  const revision = latest + by;
  log(machine, 'snapshot/v3_snapshot.go:396', 'bumping latest revision', `"latest-revision": ${latest}, "bump-amount": ${by}, "new-latest-revision": ${revision}`);
  log(machine, 'snapshot/v3_snapshot.go:413', 'marking revision compacted', `"revision": ${revision}`);
  return { revision, compacted: revision, history: [...space.history, { revision, sub: 0, key: '', value: '', lease: '', tombstone: false, createRevision: 0, version: 0 }] };
}

/** A backend is opened: bbolt says so in two lines. */
function opened(machine: ToolMachine, database: string, mapSize: string): void {
  log(machine, 'bbolt\tbackend/backend.go:203', `Opening db file (${database}) with mode -rw------- and with options: {Timeout: 0s, NoGrowSync: false, NoFreelistSync: true, PreLoadFreelist: false, FreelistType: , ReadOnly: false, MmapFlags: 8000, InitialMmapSize: ${mapSize}, PageSize: 0, NoSync: false, OpenFile: 0x0, Mlock: false, Logger: 0xc00012a0a8}`);
  log(machine, 'bbolt\tbbolt@v1.4.3/db.go:322', `Opening bbolt db (${database}) successfully`);
}

const DEFAULT_MAP = '10737418240';

function snapshotRestore(machine: ToolMachine, call: Call): void {
  const asked = requestOf(machine, call);
  const { path, dataDir, walDir, members, mapSize } = asked;
  if ((machine.files.list(absolutePath(machine, dataDir)) ?? []).length > 0) fail(machine, EXIT.error, `data-dir ${quote(dataDir)} not empty or could not be read`);
  if (call.flags.text('wal-dir') !== '' && machine.files.list(absolutePath(machine, walDir)) !== undefined) fail(machine, EXIT.error, `wal-dir ${quote(walDir)} exists`);
  const snapDir = `${dataDir.replace(/\/+$/, '')}/member/snap`;
  const database = `${snapDir}/db`;
  const where = `"path": ${quote(path)}, "wal-dir": ${quote(walDir)}, "data-dir": ${quote(dataDir)}, "snap-dir": ${quote(snapDir)}, "initial-memory-map-size": ${mapSize}`;
  log(machine, 'snapshot/v3_snapshot.go:305', 'restoring snapshot', where);
  const text = read(machine, path);
  if (text === undefined) return fail(machine, EXIT.error, `open ${path}: no such file or directory`);
  if (text.length < SUM_BYTES) fail(machine, EXIT.error, `seek ${path}: invalid argument`);
  const found = readDatabase(text);
  machine.files.write(absolutePath(machine, database), text);
  if ((found?.sum ?? 'none') === 'none' && !asked.skipHashCheck) fail(machine, EXIT.error, 'snapshot missing hash but --skip-hash-check=false');
  if (found?.sum === 'wrong' && !asked.skipHashCheck) fail(machine, EXIT.error, 'expected sha256 [0 1], got [1 0]');
  if (found === undefined) return fail(machine, EXIT.error, 'invalid database');
  const used = mapSize === '0' ? DEFAULT_MAP : mapSize;
  opened(machine, database, used);
  log(machine, 'schema/membership.go:138', 'Trimming membership information from the backend...');
  let space: KeySpace = { ...found.backend.keys, revision: Math.max(1, found.backend.keys.history.at(-1)?.revision ?? 1) };
  if (asked.bump > 0) {
    opened(machine, database, DEFAULT_MAP);
    space = bumped(machine, space, asked.bump);
  }
  opened(machine, database, used);
  const id = clusterId(members);
  for (const { id: own, peerUrls } of members) log(machine, 'membership/cluster.go:424', 'added member', `"cluster-id": "${id}", "local-member-id": "0", "added-peer-id": "${own}", "added-peer-peer-urls": ${`[${peerUrls.map(quote).join(', ')}]`}, "added-peer-is-learner": false`);
  opened(machine, database, DEFAULT_MAP);
  log(machine, 'snapshot/v3_snapshot.go:333', 'restored snapshot', where);
  const backend: Backend = { ...found.backend, keys: space, members: members.map((member) => ({ ...member, clientUrls: [] })), alarms: [] };
  const local = members.find(({ name }) => name === asked.name)!;
  const index = members.length.toString(16).padStart(16, '0');
  const written = dataFiles({ clusterId: id, memberId: local.id, index: members.length }, backend, `0000000000000001-${index}.snap`);
  for (const [file, content] of Object.entries(written)) {
    const target = file.startsWith('member/wal/') ? `${walDir}/${file.slice('member/wal/'.length)}` : `${dataDir}/${file}`;
    machine.files.write(absolutePath(machine, target), content);
  }
}

/** A file shorter than a sum has none to look for. */
const SUM_BYTES = 32;

const VERBS: Readonly<Record<string, (machine: ToolMachine, call: Call) => void>> = {
  'snapshot status': snapshotStatus,
  'snapshot restore': snapshotRestore,
  version: (machine) => machine.out('etcdutl version: 3.6.8\nAPI version: 3.6\n'),
};

/** Runs a command line (without `etcdutl`); gives the exit code. */
export function runEtcdutl(machine: ToolMachine, argv: readonly string[]): number {
  const outcome = callOf(COMMANDS, argv, { prefixes: true });
  if ('unknown' in outcome) {
    // Once by cobra, once by main.
    machine.err(`Error: ${outcome.unknown}\nRun 'etcdutl --help' for usage.\nError: ${outcome.unknown}\n`);
    return 1;
  }
  if ('badFlags' in outcome) {
    machine.err(`Error: ${outcome.badFlags}\n${usageText(TEXTS, outcome.command)}\nError: ${outcome.badFlags}\n`);
    return 1;
  }
  if ('help' in outcome) {
    machine.out(usageText(TEXTS, outcome.help));
    return 0;
  }
  const verb = VERBS[outcome.call.path];
  if (verb === undefined) {
    machine.err(`Error: etcdutl ${outcome.call.path} is not simulated here\n`);
    return 1;
  }
  try {
    verb(machine, outcome.call);
    return 0;
  } catch (error) {
    if (error instanceof Exit) return error.code;
    throw error;
  }
}

