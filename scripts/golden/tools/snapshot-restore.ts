import { getFrom, listFrom, watchFrom } from '@site/src/simulation/cluster/apiserver/cacher/cacher';
import type { Cacher, Refusal } from '@site/src/simulation/cluster/apiserver/cacher/cacher';
import { EtcdCluster } from '@site/src/simulation/cluster/etcd/cluster';
import { readDatabase } from '@site/src/simulation/cluster/etcd/backend';
import { runEtcdctl } from '@site/src/simulation/tools/etcdctl';
import { runEtcdutl } from '@site/src/simulation/tools/etcdutl';
import { Disk } from './disk';

interface Input {
  readonly bumpRevision: number;
  readonly markCompacted: boolean;
  readonly atSnapshot: Readonly<Record<string, string>>;
  readonly lostLater: Readonly<Record<string, string>>;
  readonly request?: string;
}

const HOME = '/home/learner';
const PREFIX = '/registry/configmaps/default/';
const URL = 'http://127.0.0.1';
/** What else an API server writes while it runs: Leases, above all. */
const BUSY = 500;

/** An etcd as the recording had it: written, saved, written on, restored and started. */
class Restored {
  private readonly disk = new Disk(HOME);
  readonly etcd = new EtcdCluster({ now: () => 1_780_000_000_000_000, files: this.disk });
  readonly snapshot: number;
  readonly last: number;
  readonly restored: number;
  readonly mod: number;

  constructor({ bumpRevision, markCompacted, atSnapshot, lostLater }: Input) {
    this.etcd.bootstrap([{ name: 'etcd-1', peerUrls: [`${URL}:2380`], clientUrls: [`${URL}:2379`], data: '/data' }]);
    for (const [name, value] of Object.entries(atSnapshot)) this.put(name, value);
    this.snapshot = this.revision;
    this.mod = this.etcd.range('etcd-1', '', { key: `${PREFIX}${Object.keys(atSnapshot)[0] ?? ''}`, end: '' }).entries[0]?.revision ?? 0;
    this.ctl(['snapshot', 'save', 'snapshot.db']);
    for (const [name, value] of Object.entries(lostLater)) this.put(name, value);
    for (let at = 0; at < BUSY; at += 1) this.etcd.put('etcd-1', '', { key: '/registry/leases/kube-system/apiserver', value: String(at), lease: '' });
    this.last = this.revision;
    this.etcd.stop('etcd-1');
    const bump = bumpRevision > 0 || markCompacted ? [...(bumpRevision > 0 ? ['--bump-revision', String(bumpRevision)] : []), ...(markCompacted ? ['--mark-compacted'] : [])] : [];
    this.utl(['snapshot', 'restore', 'snapshot.db', '--data-dir', 'restored', '--name', 'etcd-1', '--initial-cluster', `etcd-1=${URL}:2380`, '--initial-advertise-peer-urls', `${URL}:2380`, ...bump]);
    this.etcd.start('etcd-1', `${HOME}/restored`);
    this.restored = this.revision;
  }

  get revision(): number {
    return this.etcd.header('etcd-1').revision;
  }

  put(name: string, value: string): void {
    this.etcd.put('etcd-1', '', { key: `${PREFIX}${name}`, value, lease: '' });
  }

  private machine(err: (text: string) => void) {
    return { now: () => 1_780_000_000_000_000, files: this.disk, directory: HOME, environment: {}, stdin: '', out: () => undefined, err };
  }

  /** Exit code and the lines of errors. */
  ctl(argv: readonly string[]): { readonly exit: number; readonly errors: readonly string[] } {
    let said = '';
    const steps = runEtcdctl({ ...this.machine((text) => { said += text; }), etcd: this.etcd }, argv);
    let next = steps.next();
    while (next.done !== true) next = steps.next();
    return { exit: next.value, errors: said.split('\n').filter((line) => line !== '' && !line.startsWith('{')) };
  }

  private utl(argv: readonly string[]): void {
    runEtcdutl(this.machine(() => undefined), argv);
  }

  cacher(): Cacher {
    return { store: readDatabase(this.etcd.databaseOf('etcd-1'))!.backend.keys, prefix: PREFIX, filledAt: this.restored };
  }
}

const compared = (a: number, b: number): string => (a < b ? 'smaller than <last>' : a > b ? 'greater than <last>' : '<last>');

function replayKeys(input: Input): unknown {
  const world = new Restored(input);
  const { entries } = world.etcd.range('etcd-1', '', { key: PREFIX, end: '/registry/configmaps/default0' });
  const atSnapshot = world.ctl(['get', `${PREFIX}alpha`, '--rev', String(world.snapshot)]);
  const atLost = world.ctl(['get', `${PREFIX}alpha`, '--rev', String(world.last)]);
  const mod = entries.find(({ key }) => key === `${PREFIX}${Object.keys(input.atSnapshot)[0] ?? ''}`)?.revision ?? 0;
  world.put('new', '1');
  const same = mod === world.mod ? 'as in the snapshot' : 'another';
  return {
    keys: Object.fromEntries(entries.map(({ key, value }) => [key.slice(PREFIX.length), value])),
    revisionAfter: world.restored === world.snapshot ? 'snapshot' : `snapshot + ${world.restored - world.snapshot}`, modRevisionOfAKey: same,
    getAtSnapshotRevision: atSnapshot.exit, getAtSnapshotRevisionError: atSnapshot.errors, getAtLostRevision: atLost.exit, getAtLostRevisionError: atLost.errors,
    objectResourceVersion: same, newObjectResourceVersion: compared(world.revision, world.last),
    // No object of the restored store has a resourceVersion that was given away after the snapshot.
    putWithLastResourceVersion: mod === world.last ? { status: 200 } : { status: 409, reason: 'Conflict' },
  };
}

export function replaySnapshotRestore(input: Input): unknown {
  if (input.request === undefined) return replayKeys(input);
  const world = new Restored(input);
  world.put('new', '1');
  const numbers: readonly (readonly [number, string])[] = [[world.last, '<last>'], [world.snapshot, '<snapshot>']];
  const shown = (text: string): string =>
    text.replace(/\b\d+\b/g, (digits) => numbers.find(([value]) => value === Number(digits))?.[1] ?? (Number(digits) === world.snapshot + input.bumpRevision ? '<snapshot + bump>' : '<now>'));
  const [path = '', query = ''] = input.request.replace('GET ', '').replaceAll('<last>', String(world.last)).replaceAll('<snapshot>', String(world.snapshot)).split('?');
  const options = new URLSearchParams(query);
  const refused = ({ status, message, ...rest }: Refusal) => ({ status, ...rest, message: shown(message) });
  const resourceVersion = options.get('resourceVersion') ?? '';
  const nameOf = ({ key }: { readonly key: string }): string => key.slice(PREFIX.length);
  if (options.get('watch') !== null) {
    const answer = watchFrom(world.cacher(), resourceVersion);
    if ('refused' in answer) {
      const { status, reason, message } = refused(answer.refused);
      return { events: [{ type: 'ERROR', code: status, reason, message }] };
    }
    return { events: answer.events.map(({ entry, previous }) => ({ type: entry.tombstone ? 'DELETED' : previous === undefined ? 'ADDED' : 'MODIFIED', name: nameOf(entry), v: entry.tombstone ? previous?.value : entry.value })) };
  }
  const [, name] = /configmaps\/([^/]+)$/.exec(path) ?? [];
  if (name !== undefined) {
    const answer = getFrom(world.cacher(), name, resourceVersion);
    if ('refused' in answer) return refused(answer.refused);
    return answer.entry === undefined ? { status: 404, reason: 'NotFound', message: `configmaps "${name}" not found` } : { status: 200, v: answer.entry.value };
  }
  const match = options.get('resourceVersionMatch');
  const answer = listFrom(world.cacher(), { resourceVersion, ...(match === 'Exact' || match === 'NotOlderThan' ? { match } : {}) });
  return 'refused' in answer ? refused(answer.refused) : { status: 200, items: answer.entries.map(nameOf) };
}
