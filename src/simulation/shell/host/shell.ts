/** The shell of a machine at which somebody is logged in as root: bash, the small programs, and those by which its services are looked after. */
import { ETCD_MEMBERS } from '../../cluster/components';
import { machineOf } from '../../cluster/node/host/files';
import type { Catalogue } from '../../cluster/images/catalogue';
import { BOX, CGROUPS, cgroupFiles, cgroupsWritten, played } from '../../cluster/node/host/box';
import type { Box } from '../../cluster/node/host/box';
import type { HostAct, HostRan, HostShell } from '../../cluster/node/host/types';
import { nodeAt, removeAll, resolvePath } from '../files/tree';
import { parse } from '../language/parse';
import { playOut } from '../container';
import { programsWith } from '../programs';
import { ExitShell, LeaveLoop } from '../run/control';
import { runList, runProgram } from '../run/run';
import { Shell } from '../shell';
import type { Disk } from '../shell';
import type { Program } from '../shell';
import { BrokenPipe, Buffer, textReader } from '../streams';
import { docker } from './docker';
import { etcdctl, etcdutl } from './etcdctl';
import type { Linux } from './linux';
import { PACKAGE_PROGRAMS } from './packages/apt';
import { kill, ps, SHELL_PID, stress, unshare } from './processes';
import { journalctl } from './journalctl';
import { sudo } from './sudo';
import { systemctl } from './systemctl';
import { isEtcd } from './units';
import { nodePrograms } from './node';
import { certificatesAt } from '../../cluster/network/served';
import { openssl } from '../commands/openssl';
import type { ConnectTls } from '../commands/openssl-client';
import type { RuntimeScene } from './crictl/scene';

/** An editor needs somebody who sits at it; `help` and `jq` belong to the reader's own machine. */
const ABSENT: ReadonlySet<string> = new Set(['help', 'jq', 'nano', 'vi', 'vim']);

const says = (text: string, status: number): Program => ({
  *run({ err }) {
    err.write(text);
    return status;
  },
});

/** From a machine what the cluster's own servers show; addresses of Services are the reader's machine's to try. */
const connectFrom = ({ cluster, host }: Pick<RuntimeScene, 'cluster' | 'host'>): ConnectTls => (to, port) => {
  const found = certificatesAt(cluster, to, port, host);
  if (found === 'refused') return { error: 'refused' };
  if (found === 'silent') return { error: 'timeout' };
  if (found !== undefined) return { served: found };
  return { error: /^[\d.]+$/.test(to) || to === 'localhost' ? 'refused' : 'no name' };
};

/** exec: the shell becomes the program. */
const exec: Program = {
  *run(process) {
    const [name, ...args] = process.args;
    if (name === undefined) return 0;
    throw new ExitShell(yield* runProgram({ ...process, name, args }));
  },
};

/** What was written so far has reached the kernel before the next program looks. */
const afterSync = (program: Program, linux: Linux): Program => ({
  ...program,
  *run(process) {
    linux.sync();
    return yield* program.run(process);
  },
});

/** The directory of a cgroup goes with the files that the kernel shows in it. */
const rmdirCgroups = (rmdir: Program | undefined): Program => ({
  *run(process) {
    const { shell, args } = process;
    for (const name of args) {
      const path = resolvePath(shell.directory, name);
      const inside = Object.entries(shell.tree).filter(([one, { kind }]) => kind === 'file' && one.startsWith(`${path}/`) && !one.slice(path.length + 1).includes('/'));
      if (path.startsWith(`${CGROUPS}/`)) for (const [one] of inside) shell.change(removeAll(shell.tree, shell.ground, one));
    }
    return rmdir === undefined ? 0 : yield* rmdir.run(process);
  },
});

/** The machine as the programs of this line change it; the kernel takes what is written into its cgroup tree when it is looked at next. */
function linuxOf(begun: Box, disk: Disk, err: Buffer, clock: { readonly now: number }): Linux {
  let synced = disk.tree;
  const linux: Linux = {
    box: begun, group: '', inside: undefined,
    sync: () => {
      const { box, refused, joined } = cgroupsWritten(linux.box, synced, disk.tree, SHELL_PID);
      linux.box = box;
      if (joined !== undefined) linux.group = joined;
      for (const why of refused) err.write(`bash: echo: write error: ${why}\n`);
      // What is empty has been opened to be written.
      const opened = Object.entries(disk.tree).filter(([path, node]) => path.startsWith(`${CGROUPS}/`) && node.kind === 'file' && node.text === '');
      const files = { ...cgroupFiles(box), ...Object.fromEntries(opened) };
      disk.tree = { ...Object.fromEntries(Object.entries(disk.tree).filter(([path]) => !path.startsWith('/sys/'))), ...files };
      synced = disk.tree;
    },
    play: (host, micros) => {
      linux.box = played({ ...linux.box, host, at: clock.now }, micros);
    },
  };
  return linux;
}

export const hostShell = (catalogue: Catalogue): HostShell => ({ host, line, input, directory, files, cluster, box }): HostRan => {
  const clock = { now: cluster.clock.now };
  const begun = clock.now;
  const acts: HostAct[] = [];
  const member: Parameters<typeof etcdctl>[0] = { host, cluster, acts, state: undefined };
  const disk: Disk = { tree: files };
  let runtime: HostRan['runtime'];
  const scene: RuntimeScene = {
    catalogue, machine: () => ({ ...machineOf(cluster, host), ...runtime }), change: ({ pods, images }) => void (runtime = { pods, images }),
    host, cluster, act: (act) => acts.push(act), acts, files: () => disk.tree,
  };
  const own: Record<string, Program> = {
    sudo, systemctl: systemctl(scene), journalctl: journalctl(scene), openssl: openssl(connectFrom(scene)), ...(isEtcd(host) || host === BOX ? {} : nodePrograms(scene)), ...(ETCD_MEMBERS.some((name) => name === host) ? { etcdctl: etcdctl(member), etcdutl } : host === BOX ? {} : PACKAGE_PROGRAMS),
    ...Object.fromEntries(['reboot', 'poweroff', 'halt', 'shutdown'].map((name) => [name, says(`(this machine's power is not simulated; systemctl stop kubelet leaves the node without its kubelet)\n`, 1)])),
    ...Object.fromEntries(['ctr', 'kubeadm'].map((name) => [name, says(`bash: ${name}: command not found\n(${name} is not simulated here)\n`, 127)])),
  };
  const [out, err] = [new Buffer(), new Buffer()];
  const linux = box === undefined ? undefined : linuxOf(box, disk, err, clock);
  if (linux !== undefined) Object.assign(own, { docker: docker(linux), ps: ps(linux), kill: kill(linux), unshare: unshare(linux), 'stress-ng': stress(linux), rmdir: rmdirCgroups(programsWith({}).get('rmdir')), exec });
  const programs = new Map([...programsWith(own)].filter(([name]) => !ABSENT.has(name)).map(([name, program]) => [name, linux === undefined ? program : afterSync(program, linux)] as const));
  const shell = new Shell({
    directory: nodeAt(files, directory)?.kind === 'directory' ? directory : '/root', status: 0, history: [], aliases: {},
    variables: { HOME: '/root', USER: 'root', LOGNAME: 'root', HOSTNAME: host, SHELL: '/bin/bash', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', PWD: directory, IFS: ' \t\n' },
    exported: ['HOME', 'USER', 'LOGNAME', 'SHELL', 'PATH', 'PWD'],
  }, disk, { now: () => clock.now, programs, columns: 80, rows: 24, terminal: { write() {} }, ground: { refuses: () => undefined } });
  const parsed = parse(line);
  const ran = (exit: number | 'hang'): HostRan => {
    const refused = err.text;
    linux?.sync();
    const status = exit === 'hang' ? undefined : exit === 0 && err.text !== refused ? 1 : exit;
    return { stdout: out.text, stderr: err.text, exit: status, took: clock.now - begun, files: disk.tree, acts, ...(member.state === undefined ? {} : { etcd: member.state }), ...(runtime === undefined ? {} : { runtime }), ...(linux === undefined ? {} : { box: linux.box }) };
  };
  if (!('list' in parsed)) {
    err.write(`bash: -c: ${'error' in parsed ? parsed.error : 'syntax error: unexpected end of file'}\n`);
    return ran(2);
  }
  try {
    return ran(playOut(runList(shell, parsed.list, { input: textReader(input), out, err }), clock));
  } catch (end) {
    if (end instanceof ExitShell) return ran(end.status);
    if (end instanceof BrokenPipe || end instanceof LeaveLoop) return ran(0);
    throw end;
  }
};
