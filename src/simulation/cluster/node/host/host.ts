/** Runs a command line at a machine, and lets what it did there take effect. */
import { schedule } from '../../../base/clock';
import { byText } from '../../../base/ordered-map';
import type { Answer } from '../../apiserver/types';
import { failure } from '../../apiserver/failures';
import { ETCD_MEMBERS, isStopped, startComponent, stopComponent } from '../../components';
import { dataDirectory, etcdFiles } from '../../etcd/living/living';
import { withLinks } from '../../etcd/living/links';
import { etcdChanged, memberActs } from '../../etcd/living/work';
import type { Cluster, ClusterConfig, Due } from '../../state';
import type { Files } from '../machine/written-files';
import { EVICTION, MEASURED, NOTICED } from '../measure';
import type { KubeletMemory } from '../memory';
import { RELIST } from '../relist';
import { relistFrom } from '../session';
import { kubeletName } from '../settings';
import { auditFiles } from './audit';
import { BOX, boxAt, cgroupFiles } from './box';
import { withServed } from './api-server-place';
import { writtenBytes } from './disk';
import { daemonsDue, daemonsGone } from './daemons';
import { withEnd } from './daemon-container';
import { filesOf, kept, machineOf, withMachine } from './files';
import { logFiles } from './log-files';
import { kubeletLine, withLines } from './services/journal';
import { servicesOf } from './services/state';
import { manifestFaults } from './static-pods';
import { enableUnit, kubeletOf, lookIntoFolder, reloadUnits, startUnit, stopUnit, unitDue, withStaticPods } from './systemd';
import type { DoneAtHost, HostAct, HostRan } from './types';

export interface AtHost {
  readonly host: string;
  readonly line: string;
  readonly input?: string;
  readonly directory?: string;
  /** In place of a line that is run: what one that goes on has done. */
  readonly done?: DoneAtHost;
}

const isEtcd = (host: string): boolean => ETCD_MEMBERS.some((name) => name === host);

/** The machines that somebody can log in to: nodes, and the members of etcd. */
export const hostNames = ({ controllers, hosts }: ClusterConfig): readonly string[] => [...controllers.flatMap(({ name, node }) => (node !== undefined && name === kubeletName(node) ? [node] : [])), ...ETCD_MEMBERS, ...(hosts?.box === true ? [BOX] : [])];

function folderChanged(before: Files, after: Files, folder: string): boolean {
  const inFolder = (files: Files): readonly (readonly [string, unknown])[] => Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`));
  const [a, b] = [inFolder(before), inFolder(after)];
  return a.length !== b.length || a.some(([path, node]) => after[path] !== node);
}

/** The kubelet finds what has changed in its folder, and says of which files it makes nothing. */
function folderRead(config: ClusterConfig, cluster: Cluster, host: string, before: Files, after: Files): Cluster {
  const { registry } = config.server;
  const services = servicesOf(machineOf(cluster, host));
  const { kubelet: { staticPodPath }, units } = services;
  if (!folderChanged(before, after, staticPodPath)) return cluster;
  const looked = withStaticPods(config, cluster, host);
  if (isStopped(looked.components, kubeletOf(host))) return looked;
  const { now } = cluster.clock;
  const bad = manifestFaults(after, registry, staticPodPath).filter(([path]) => before[path] !== after[path]);
  const lines = bad.map(([path, why]) => kubeletLine(now, units.kubelet.pid, 'E', 'file.go:186', 'Could not process manifest file', { err: `${path}: couldn't parse as pod(${why}), please check config file`, path }));
  const machine = machineOf(looked, host);
  const names = (one: Cluster): ReadonlySet<string> => new Set([...byText.entries(machineOf(one, host).manifests)].map(([, pod]) => pod.metadata.name ?? ''));
  const has = names(looked);
  const gone = new Set([...names(cluster)].filter((name) => !has.has(name)));
  return lookIntoFolder(config, daemonsGone(config, lines.length === 0 ? looked : withMachine(looked, host, { ...machine, services: withLines(servicesOf(machine), lines) }), host, gone), host);
}

/** Puts files on a machine, as whoever set it up did; its kubelet finds what is in its folder. */
export function placeFiles(config: ClusterConfig, cluster: Cluster, host: string, texts: Readonly<Record<string, string>>): Cluster {
  const before = filesOf(cluster, host);
  const folders = Object.keys(texts).flatMap((path) => path.split('/').slice(1, -1).map((_, at, parts) => `/${parts.slice(0, at + 1).join('/')}`)).filter((path) => before[path] === undefined);
  const after: Files = { ...before, ...Object.fromEntries(folders.map((path) => [path, { kind: 'directory', at: cluster.clock.now } as const])), ...Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { kind: 'file', text, at: cluster.clock.now } as const])) };
  return folderRead(config, withMachine(cluster, host, kept(machineOf(cluster, host), host, after)), host, before, after);
}

/** What is due at a machine. */
export function hostDue(config: ClusterConfig, cluster: Cluster, due: Extract<Due, { readonly host: string }>): Cluster {
  if (due.kind === 'unit') return unitDue(config, cluster, due.host, due.unit);
  if (due.kind === 'daemons') return daemonsDue(config, cluster, due.host);
  const { host, part, code } = due;
  if (isStopped(cluster.components, part)) return cluster;
  const ended = withEnd(machineOf(cluster, host), host, part, { at: cluster.clock.now, code });
  // No container is known of it: whoever runs it starts it again.
  return ended === undefined ? startComponent(config, stopComponent(config, cluster, part), part) : runtimeChanged(cluster, host, ended, 0);
}

function done(config: ClusterConfig, cluster: Cluster, host: string, act: HostAct): Cluster {
  if (act.action === 'daemon-reload') return reloadUnits(cluster, host);
  if ('unit' in act) {
    if (act.action === 'start') return startUnit(config, cluster, host, act.unit);
    return act.action === 'stop' ? stopUnit(config, cluster, host, act.unit) : enableUnit(cluster, host, act.unit, act.action === 'enable');
  }
  return (act.action === 'stop' ? stopComponent : startComponent)(config, cluster, act.component);
}

const answered = ({ stdout, stderr, exit, took }: HostRan): Answer => ({ code: 101, stream: { stdout, stderr, exit, took } });

/** At a member of etcd: its data directory is its own again once it runs on it, and one that it has left stays as files. */
function atMember(config: ClusterConfig, cluster: Cluster, host: string, { acts, etcd, files }: HostRan): Cluster {
  const changed = etcd === undefined ? cluster : etcdChanged(config, cluster, etcd);
  const now = memberActs(config, changed, host, acts, files);
  const [left, own] = [dataDirectory(cluster, host), dataDirectory(now, host)];
  const machine = machineOf(now, host);
  const root = { ...machine.root };
  if (now.etcd?.members.find(({ name }) => name === host)?.touched !== true) for (const path of Object.keys(root)) if (path === own || path.startsWith(`${own}/member/`)) delete root[path];
  if (left !== own) for (const [path, node] of Object.entries(files)) if (path === left || path.startsWith(`${left}/`)) root[path] = node.kind === 'file' ? { kind: 'file', text: node.text, at: now.clock.now } : { kind: 'directory', at: now.clock.now };
  return now === cluster && Object.keys(root).length === Object.keys(machine.root ?? {}).length ? cluster : withMachine(now, host, { ...machine, root });
}

function ranOf(before: Files, { written, directories }: DoneAtHost, at: number): HostRan {
  const gone = new Set(Object.keys(written).filter((path) => written[path] === null));
  const files: Files = {
    ...Object.fromEntries(Object.entries(before).filter(([path]) => !gone.has(path))), ...Object.fromEntries(directories.map((path) => [path, { kind: 'directory', at } as const])),
    ...Object.fromEntries(Object.entries(written).flatMap(([path, text]) => (text === null ? [] : [[path, { kind: 'file', text, at } as const]]))),
  };
  return { stdout: '', stderr: '', exit: 0, took: 0, files, acts: [] };
}

/** The files that somebody at a machine finds there. */
export const hostDisk = filesOf;

/** Somebody has changed what the runtime has: the kubelet finds out when it looks next, and what is a part of the cluster may have ended. */
function runtimeChanged(cluster: Cluster, host: string, runtime: NonNullable<HostRan['runtime']>, took: number): Cluster {
  const changed = withMachine(cluster, host, { ...machineOf(cluster, host), ...runtime });
  const at = cluster.clock.now + took;
  const kubelet = byText.get(changed.controllers, kubeletName(host));
  const daemons = schedule(changed.clock, at, { kind: 'daemons', host }).clock;
  return { ...changed, clock: kubelet === undefined ? daemons : schedule(daemons, relistFrom(kubelet.memory as KubeletMemory, at), { kind: 'enqueue', controller: kubeletName(host), key: RELIST }).clock };
}

/** What ssh would bring back. */
export function atHost(config: ClusterConfig, cluster: Cluster, { host, line, input = '', directory = '/root', done: made }: AtHost): { readonly cluster: Cluster; readonly answer: Answer } {
  const refuse = (why: string, transport: 'refused' | 'timeout'): { readonly cluster: Cluster; readonly answer: Answer } => ({ cluster, answer: { failure: failure('', why, { code: 0, transport, took: 0 }) } });
  if (config.hosts === undefined || !hostNames(config).includes(host)) return refuse(`Could not resolve hostname ${host}: Name or service not known`, 'refused');
  if (isStopped(cluster.components, `network/${host}`)) return refuse(`connect to host ${host} port 22: Connection timed out`, 'timeout');
  const box = host === BOX ? boxAt(machineOf(cluster, host).box, cluster.clock.now) : undefined;
  const shown: Files = box === undefined ? { ...logFiles(machineOf(cluster, host), cluster.clock.now), ...(host === config.hosts.controlPlane ? auditFiles(cluster) : {}) } : cgroupFiles(box);
  const before: Files = { ...filesOf(cluster, host), ...shown };
  const ran = made !== undefined ? ranOf(before, made, cluster.clock.now) : config.hosts.shell({ host, line, input, directory, files: before, cluster, ...(box === undefined ? {} : { box }) });
  let now = cluster;
  if (ran.files !== before) {
    now = withMachine(now, host, kept(machineOf(now, host), host, ran.files, { ...shown, ...etcdFiles(cluster, host) }));
    if (!isEtcd(host) && host !== BOX) now = folderRead(config, now, host, before, ran.files);
    if (host === config.hosts.controlPlane) now = withLinks(withServed(now, host), host, []);
  }
  if (Math.abs(writtenBytes(ran.files) - writtenBytes(before)) > NOTICED) now = { ...now, clock: schedule(now.clock, now.clock.now + MEASURED, { kind: 'enqueue', controller: kubeletName(host), key: EVICTION }).clock };
  if (ran.runtime !== undefined) now = runtimeChanged(now, host, ran.runtime, ran.took);
  if (ran.box !== undefined) now = withMachine(now, host, { ...machineOf(now, host), box: ran.box });
  if (isEtcd(host)) {
    const begun = ran.acts.some((act) => act.action === 'start' && 'component' in act && act.component === host) ? [host] : [];
    return { cluster: withLinks(atMember(config, now, host, ran), config.hosts.controlPlane, begun), answer: answered(ran) };
  }
  for (const act of ran.acts) now = done(config, now, host, act);
  return { cluster: now, answer: answered(ran) };
}
