/** An etcd that is saved, written on and restored under a client that watches it: what vanishes, what comes back, and what the client hears of it. */
import { getFrom, listFrom, watchFrom, type Cacher } from '../../cluster/apiserver/cacher/cacher';
import { readDatabase } from '../../cluster/etcd/backend';
import { EtcdCluster } from '../../cluster/etcd/cluster';
import { runEtcdutl } from '../../tools/etcdutl';
import { MemoryFiles } from '../../tools/memory-files';

export type SnapshotAction =
  | { readonly do: 'save' | 'relist' | 'wait' | 'create' }
  | { readonly do: 'delete'; readonly name: string }
  | { readonly do: 'restore'; readonly bump: boolean };

/** Names of ConfigMaps: the first three are there from the beginning, the others are made in this order. */
export const NAMES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'] as const;
const FIRST = 3;
/** What else an API server writes while the reader does one thing: Leases, above all. */
const BUSY = 20;
/** A wait is long enough for a store that lies behind to pass a client that is not too far ahead. */
const LONG = 100;
export const BUMP = 1_000_000_000;

const HOME = '/root';
const MEMBER = 'cp-1';
const PEER = 'http://127.0.0.1:2380';
const PREFIX = '/registry/configmaps/default/';
const NOW = 1_780_000_000_000_000;

/** What the watch of the client that goes on from its revision gets. */
export type Watched =
  | { readonly kind: 'expired'; readonly status: number; readonly message: string }
  /** Neither an event nor an error: the revision is not there yet. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'events' };

export interface SnapshotView {
  /** Names in etcd, and in the client's cache; sorted. */
  readonly stored: readonly string[];
  readonly cached: readonly string[];
  /** The cache holds it and etcd does not; etcd holds it and the cache does not. */
  readonly ghosts: readonly string[];
  readonly unseen: readonly string[];
  readonly revision: number;
  /** Up to where the client has seen. */
  readonly seen: number;
  readonly saved?: { readonly revision: number; readonly names: readonly string[] };
  /** What the last restore took away and brought back; undefined before the first. */
  readonly restored?: { readonly vanished: readonly string[]; readonly returned: readonly string[] };
  readonly watch: Watched;
  /** What a GET with the client's revision answers for a ghost, in the server's words. */
  readonly refusal?: string;
  /** The name that was made last, and the one that comes next; undefined when all are used. */
  readonly made: string;
  readonly next?: string;
  /** Command lines that the last step ran. */
  readonly command?: string;
}

const SAVE = 'etcdctl snapshot save /root/snapshot.db';
const restoreArgs = (data: string, bump: boolean): readonly string[] => [
  'snapshot', 'restore', 'snapshot.db', '--data-dir', data, '--name', MEMBER, '--initial-cluster', `${MEMBER}=${PEER}`, '--initial-advertise-peer-urls', PEER,
  ...(bump ? ['--bump-revision', String(BUMP), '--mark-compacted'] : []),
];

class Run {
  private readonly disk = new MemoryFiles(HOME);
  private readonly etcd = new EtcdCluster({ now: () => NOW, files: this.disk });
  private made = 0;
  private restores = 0;
  /** The revision at which the API server that runs now has filled its watch cache. */
  private filledAt = 0;
  private cached: ReadonlySet<string> = new Set();
  private seen = 0;
  private saved: SnapshotView['saved'];
  private restored: SnapshotView['restored'];
  private command: string | undefined;

  constructor() {
    this.etcd.bootstrap([{ name: MEMBER, peerUrls: [PEER], clientUrls: ['http://127.0.0.1:2379'], data: '/var/lib/etcd' }]);
    for (let at = 0; at < FIRST; at += 1) this.create();
    this.busy(BUSY);
    this.filledAt = 1;
    this.relist();
  }

  private get revision(): number {
    return this.etcd.header(MEMBER).revision;
  }

  private get cacher(): Cacher {
    return { store: readDatabase(this.etcd.databaseOf(MEMBER))!.backend.keys, prefix: PREFIX, filledAt: this.filledAt };
  }

  private get stored(): readonly string[] {
    return this.etcd.range(MEMBER, '', { key: PREFIX, end: '/registry/configmaps/default0' }).entries.map(({ key }) => key.slice(PREFIX.length)).sort();
  }

  private put(key: string): void {
    this.etcd.put(MEMBER, '', { key, value: String(this.revision), lease: '' });
  }

  private busy(times: number): void {
    for (let at = 0; at < times; at += 1) this.put('/registry/leases/kube-system/apiserver');
  }

  private create(): void {
    const name = NAMES[this.made];
    if (name === undefined) return;
    this.put(`${PREFIX}${name}`);
    this.made += 1;
  }

  private save(): void {
    this.disk.write(`${HOME}/snapshot.db`, this.etcd.snapshot(MEMBER, '').text);
    this.saved = { revision: this.revision, names: this.stored };
    this.command = SAVE;
  }

  private restore(bump: boolean): void {
    if (this.saved === undefined) return;
    this.restores += 1;
    const before = this.stored;
    const data = `${HOME}/restored-${this.restores}`;
    const args = restoreArgs(data, bump);
    this.etcd.stop(MEMBER);
    runEtcdutl({ now: () => NOW, files: this.disk, directory: HOME, environment: {}, stdin: '', out: () => undefined, err: () => undefined }, args);
    this.etcd.start(MEMBER, data);
    this.filledAt = this.revision;
    const after = this.stored;
    this.restored = { vanished: before.filter((name) => !after.includes(name)), returned: after.filter((name) => !before.includes(name)) };
    this.command = `etcdutl snapshot restore snapshot.db${bump ? ` --bump-revision ${BUMP} --mark-compacted` : ''} …`;
  }

  private relist(): void {
    const listed = listFrom(this.cacher, { resourceVersion: '' });
    if ('refused' in listed) return;
    this.cached = new Set(listed.entries.map(({ key }) => key.slice(PREFIX.length)));
    this.seen = this.revision;
  }

  /** The client's watch goes on from what it has seen. After a 410 a reflector lists anew. */
  private watch(): Watched {
    const answer = watchFrom(this.cacher, String(this.seen));
    if ('refused' in answer) {
      const { status, message } = answer.refused;
      this.relist();
      return { kind: 'expired', status, message };
    }
    if (this.seen > this.revision) return { kind: 'silent' };
    const cached = new Set(this.cached);
    for (const { entry } of answer.events) {
      const name = entry.key.slice(PREFIX.length);
      if (entry.tombstone) cached.delete(name);
      else cached.add(name);
    }
    this.cached = cached;
    this.seen = this.revision;
    return { kind: 'events' };
  }

  step(action: SnapshotAction): Watched {
    this.command = undefined;
    if (action.do === 'save') this.save();
    else if (action.do === 'restore') this.restore(action.bump);
    else if (action.do === 'create') this.create();
    else if (action.do === 'delete') this.etcd.delete(MEMBER, '', { key: `${PREFIX}${action.name}`, end: '', previous: false });
    else if (action.do === 'relist') this.relist();
    this.busy(action.do === 'wait' ? LONG : action.do === 'restore' ? 0 : BUSY);
    return this.watch();
  }

  view(watch: Watched): SnapshotView {
    const { stored } = this;
    const cached = [...this.cached].sort();
    const ghosts = cached.filter((name) => !stored.includes(name));
    const asked = this.seen > this.revision ? getFrom(this.cacher, ghosts[0] ?? stored[0] ?? NAMES[0], String(this.seen)) : undefined;
    const next = NAMES[this.made];
    return {
      stored, cached, ghosts, unseen: stored.filter((name) => !this.cached.has(name)), revision: this.revision, seen: this.seen, watch, made: NAMES[this.made - 1] ?? '',
      ...(this.saved === undefined ? {} : { saved: this.saved }), ...(this.restored === undefined ? {} : { restored: this.restored }), ...(asked !== undefined && 'refused' in asked ? { refusal: asked.refused.message } : {}),
      ...(next === undefined ? {} : { next }), ...(this.command === undefined ? {} : { command: this.command }),
    };
  }
}

/** Plays the steps from the beginning. A restore without a snapshot does nothing. */
export function playSnapshot(actions: readonly SnapshotAction[]): SnapshotView {
  const run = new Run();
  let watch: Watched = { kind: 'events' };
  for (const action of actions) watch = run.step(action);
  return run.view(watch);
}
