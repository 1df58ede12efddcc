/** The shell of a machine at which somebody is logged in as root: bash, the small programs, and those by which its services are looked after. */
import { ETCD_MEMBERS } from '../../cluster/components';
import type { HostAct, HostRan, HostShell } from '../../cluster/node/host/types';
import { nodeAt } from '../files/tree';
import { parse } from '../language/parse';
import { playOut } from '../container';
import { programsWith } from '../programs';
import { ExitShell, LeaveLoop } from '../run/control';
import { runList, runProgram } from '../run/run';
import { Shell } from '../shell';
import type { Program } from '../shell';
import { BrokenPipe, Buffer, textReader } from '../streams';
import { etcdctl } from './etcdctl';
import { systemctl } from './systemctl';

/** An editor needs somebody who sits at it; `help` and `jq` belong to the reader's own machine. */
const ABSENT: ReadonlySet<string> = new Set(['help', 'jq', 'nano', 'vi', 'vim']);

/** sudo(8) for root: the command itself. */
const sudo: Program = {
  *run(process) {
    const at = process.args.findIndex((word) => !word.startsWith('-'));
    const [name, ...args] = at < 0 ? [] : process.args.slice(at);
    return name === undefined ? 0 : yield* runProgram({ ...process, name, args });
  },
};

const says = (text: string, status: number): Program => ({
  *run({ err }) {
    err.write(text);
    return status;
  },
});

export const hostShell: HostShell = ({ host, line, input, directory, files, cluster }): HostRan | 'hang' => {
  const clock = { now: cluster.clock.now };
  const begun = clock.now;
  const acts: HostAct[] = [];
  const own: Readonly<Record<string, Program>> = {
    sudo, systemctl: systemctl({ host, cluster, act: (act) => acts.push(act), acts }), ...(ETCD_MEMBERS.some((name) => name === host) ? { etcdctl: etcdctl({ host, cluster, acts }) } : {}),
    ...Object.fromEntries(['reboot', 'poweroff', 'halt', 'shutdown'].map((name) => [name, says(`(this machine's power is not simulated; systemctl stop kubelet leaves the node without its kubelet)\n`, 1)])),
    ...Object.fromEntries(['journalctl', 'crictl', 'ctr', 'kubeadm'].map((name) => [name, says(`bash: ${name}: command not found\n(${name} is not simulated here)\n`, 127)])),
  };
  const programs = new Map([...programsWith(own)].filter(([name]) => !ABSENT.has(name)));
  const disk = { tree: files };
  const [out, err] = [new Buffer(), new Buffer()];
  const shell = new Shell({
    directory: nodeAt(files, directory)?.kind === 'directory' ? directory : '/root', status: 0, history: [], aliases: {},
    variables: { HOME: '/root', USER: 'root', LOGNAME: 'root', HOSTNAME: host, SHELL: '/bin/bash', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', PWD: directory, IFS: ' \t\n' },
    exported: ['HOME', 'USER', 'LOGNAME', 'SHELL', 'PATH', 'PWD'],
  }, disk, { now: () => clock.now, programs, columns: 80, rows: 24, terminal: { write() {} }, ground: { refuses: () => undefined } });
  const parsed = parse(line);
  const ran = (exit: number): HostRan => ({ stdout: out.text, stderr: err.text, exit, took: clock.now - begun, files: disk.tree, acts });
  if (!('list' in parsed)) {
    err.write(`bash: -c: ${'error' in parsed ? parsed.error : 'syntax error: unexpected end of file'}\n`);
    return ran(2);
  }
  try {
    const exit = playOut(runList(shell, parsed.list, { input: textReader(input), out, err }), clock);
    return exit === 'hang' ? 'hang' : ran(exit);
  } catch (end) {
    if (end instanceof ExitShell) return ran(end.status);
    if (end instanceof BrokenPipe || end instanceof LeaveLoop) return ran(0);
    throw end;
  }
};
