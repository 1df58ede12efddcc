/**
 * The processes of an etcd cluster: which run, who leads, and what lies in their data directories (go.etcd.io/etcd server/etcdserver).
 *
 * Simplified: a write is on all members that run at once, a member that comes back has caught up, and a leader is elected at once: the first by name that runs, unless one was moved.
 */
import { bytesInUse, databaseText, emptyBackend, readDatabase } from './backend';
import type { Backend } from './backend';
import { DATABASE, dataFiles, LOG } from './data-directory';
import type { LogFile } from './data-directory';
import { clusterId, firstMembers, hasQuorum } from './membership';
import type { Member } from './membership';
import type { DataFiles, EtcdProcess, EtcdState, Header, ProcessSettings } from './types';

export interface ProcessOptions {
  readonly files: DataFiles;
  /** Who answers at 127.0.0.1; the first unless it is said. */
  readonly local?: string;
}

export class EtcdProcesses {
  protected processes: readonly EtcdProcess[] = [];
  protected leaderId = '';
  protected term = 2;

  constructor(private readonly place: ProcessOptions, begun?: EtcdState) {
    if (begun === undefined) return;
    ({ processes: this.processes, leaderId: this.leaderId, term: this.term } = begun);
    this.elect();
  }

  get state(): EtcdState {
    return { processes: this.processes, leaderId: this.leaderId, term: this.term };
  }

  /** A new cluster of these members, which all start. */
  bootstrap(settings: readonly ProcessSettings[], token = 'etcd-cluster', ids?: { readonly cluster: string; readonly members: readonly string[] }): void {
    const first = ids === undefined ? firstMembers(Object.fromEntries(settings.map(({ name, peerUrls }) => [name, peerUrls])), token) : undefined;
    const members = settings.map(({ name, peerUrls, clientUrls }, at): Member => ({ id: first?.find((one) => one.name === name)?.id ?? ids!.members[at]!, name, peerUrls, clientUrls, isLearner: false })).sort((a, b) => (a.id < b.id ? -1 : 1));
    const backend = emptyBackend(members);
    this.processes = settings.map((one) => ({ ...one, running: true, memberId: members.find(({ name }) => name === one.name)!.id, clusterId: ids?.cluster ?? clusterId(members), backend, index: members.length + 1, fileSize: bytesInUse(backend) }));
    this.elect();
  }

  protected process(name: string): EtcdProcess {
    const found = this.processes.find((one) => one.name === name);
    if (found === undefined) throw new RangeError(`there is no etcd process ${name}`);
    return found;
  }

  protected set(name: string, change: Partial<EtcdProcess>): void {
    this.processes = this.processes.map((one) => (one.name === name ? { ...one, ...change } : one));
  }

  get names(): readonly string[] {
    return this.processes.map(({ name }) => name);
  }

  isRunning(name: string): boolean {
    return this.process(name).running;
  }

  get leader(): string {
    return this.processes.find(({ memberId: id, running }) => running && id === this.leaderId)?.name ?? '';
  }

  /** Who answers at an address; undefined: nobody listens there. */
  listener(address: string): string | undefined {
    const listens = ({ clientUrls }: ProcessSettings): boolean => clientUrls.some((url) => url.replace(/^[a-z]+:\/\//, '') === address);
    return this.processes.find((one) => one.running && (listens(one) || (/^(?:127\.0\.0\.1|localhost):2379$/.test(address) && one.name === (this.place.local ?? this.processes[0]?.name))))?.name;
  }

  protected peersOf(one: EtcdProcess): readonly EtcdProcess[] {
    return this.processes.filter((other) => other.running && other.clusterId === one.clusterId && one.backend.members.some(({ id }) => id === other.memberId));
  }

  protected hasQuorum(one: EtcdProcess): boolean {
    const running = new Set(this.peersOf(one).map(({ memberId: id }) => id));
    return hasQuorum(one.backend.members, (id) => running.has(id));
  }

  protected elect(): void {
    const candidates = this.processes.filter((one) => one.running && this.hasQuorum(one) && one.backend.members.some(({ id, isLearner }) => id === one.memberId && !isLearner));
    if (candidates.some(({ memberId: id }) => id === this.leaderId)) return;
    const next = candidates[0]?.memberId ?? '';
    if (next !== '' && this.leaderId !== '') this.term += 1;
    if (next !== '') this.leaderId = next;
  }

  protected leaderOf(one: EtcdProcess): string {
    return this.hasQuorum(one) && this.peersOf(one).some(({ memberId: id }) => id === this.leaderId) ? this.leaderId : '';
  }

  /** Makes a member the leader before anything is asked. */
  lead(name: string): void {
    this.leaderId = this.process(name).memberId;
  }

  private flush(one: EtcdProcess): void {
    const files = dataFiles({ clusterId: one.clusterId, memberId: one.memberId, index: one.index }, one.backend);
    for (const [path, text] of Object.entries(files)) this.place.files.write(`${one.data}/${path}`, text);
  }

  stop(name: string): void {
    const one = this.process(name);
    if (one.running) this.flush(one);
    this.set(name, { running: false });
    this.elect();
  }

  /** Removes the data directory of a member that does not run. */
  wipe(name: string): void {
    const { data } = this.process(name);
    for (const path of this.place.files.under(data)) this.place.files.remove(path);
  }

  /**
   * Starts a member, perhaps from another data directory. It ends again at once where its log is not the one that the cluster knows.
   *
   * @param existing --initial-cluster-state=existing: an empty directory is filled by the cluster that has announced this member
   */
  start(name: string, data?: string, existing = false): void {
    const directory = data ?? this.process(name).data;
    const before = this.process(name);
    const log = this.place.files.read(`${directory}/${LOG}`);
    const database = this.place.files.read(`${directory}/${DATABASE}`);
    this.set(name, { data: directory });
    if (log === undefined || database === undefined) {
      if (existing) this.join(name);
      return;
    }
    const written = JSON.parse(log) as LogFile;
    const backend = readDatabase(database)?.backend ?? before.backend;
    const leader = this.processes.find((one) => one.running && one.clusterId === written.clusterId && this.hasQuorum(one));
    if (leader !== undefined && (written.index < Math.min(before.index, leader.index) || !leader.backend.members.some(({ id }) => id === written.memberId))) return;
    const own = backend.members.map((member) => (member.id === written.memberId ? { ...member, name, clientUrls: before.clientUrls } : member));
    this.set(name, { running: true, clusterId: written.clusterId, memberId: written.memberId, index: leader?.index ?? written.index, backend: leader?.backend ?? { ...backend, members: own }, fileSize: bytesInUse(backend) });
    this.publish(name);
    this.elect();
  }

  /** A member that was announced by `member add` and comes with nothing. */
  private join(name: string): void {
    const one = this.process(name);
    const leader = this.processes.find((other) => other.running && this.hasQuorum(other));
    const place = leader?.backend.members.find((member) => member.name === '' && member.peerUrls.some((url) => one.peerUrls.includes(url)));
    if (leader === undefined || place === undefined) return;
    this.set(name, { running: true, clusterId: leader.clusterId, memberId: place.id, index: leader.index, backend: leader.backend, fileSize: bytesInUse(leader.backend) });
    this.publish(name);
    this.elect();
  }

  /** Once it runs, a member says its name and addresses to all. */
  private publish(name: string): void {
    const one = this.process(name);
    const members = (backend: Backend): Backend => ({ ...backend, members: backend.members.map((member) => (member.id === one.memberId ? { ...member, name, clientUrls: one.clientUrls } : member)) });
    this.processes = this.processes.map((other) => (other.running && other.clusterId === one.clusterId ? { ...other, backend: members(other.backend) } : other));
  }

  /** The database file of a member as it lies there, also while it runs. */
  databaseOf(name: string): string {
    return databaseText(this.process(name).backend);
  }

  directoryOf(name: string): string {
    return this.process(name).data;
  }

  header(name: string): Header {
    const one = this.process(name);
    return { clusterId: one.clusterId, memberId: one.memberId, revision: one.backend.keys.revision, term: this.term };
  }

  protected write(name: string, backend: Backend): void {
    const one = this.process(name);
    const peers = new Set(this.peersOf(one).map((peer) => peer.name));
    this.processes = this.processes.map((peer) => (peers.has(peer.name) ? { ...peer, backend, index: peer.index + 1, fileSize: Math.max(peer.fileSize, bytesInUse(backend)) } : peer));
  }
}
