/**
 * A command line at a machine during which the cluster lives on: kubeadm waits for the kubelet and for the API server, kubectl asks the latter, conntrack asks what has been sent through the machine's kernel. The line runs in a shell whose files are the machine's; what it has written
 * reaches the machine whenever it waits, and what is not kubeadm or a small program runs there by itself.
 */
import type { DoneAtHost } from '../../cluster/node/host/types';
import { BOX } from '../../cluster/node/host/box';
import { nodeAt } from '../files/tree';
import type { Tree } from '../files/tree';
import { parse } from '../language/parse';
import { programsWith } from '../programs';
import { ExitShell, LeaveLoop } from '../run/control';
import { runList } from '../run/run';
import { Shell } from '../shell';
import type { Process, Program } from '../shell';
import type { Resume, Steps } from '../steps';
import { BrokenPipe, textReader } from '../streams';
import { conntrackPrograms } from './conntrack';
import { liveKubeadm } from './kubeadm';
import type { LiveDoor } from './live-door';
import { isEtcd } from './units';
import { sudo } from './sudo';

/** Whether a line has something in it that waits for the cluster. The Linux machine `box` is none of it. */
export const isLive = (host: string, line: string): boolean => host !== BOX && /(?:^|[\s;&|("'])(?:(?:kubeadm|sleep)\s|(?:conntrack|kubectl)(?![\w./-]))/.test(line);

/** What runs at the machine by itself. */
const THERE = ['systemctl', 'journalctl', 'crictl', 'openssl', 'ps', 'ss', 'df', 'ip', 'apt-get', 'apt', 'apt-cache', 'apt-mark', 'dpkg', 'kubelet', 'etcdctl', 'etcdutl', 'ctr', 'curl', 'ping', 'du', 'free', 'lsblk', 'findmnt', 'netstat', 'kill', 'reboot', 'poweroff', 'halt', 'shutdown'];

const quoted = (word: string): string => `'${word.replace(/'/g, "'\\''")}'`;

function changes(before: Tree, after: Tree): DoneAtHost | undefined {
  const written: Record<string, string | null> = {};
  const directories: string[] = [];
  for (const [path, node] of Object.entries(after)) {
    if (before[path] === node) continue;
    if (node.kind === 'file') written[path] = node.text;
    else if (before[path] === undefined) directories.push(path);
  }
  for (const path of Object.keys(before)) if (after[path] === undefined) written[path] = null;
  return Object.keys(written).length + directories.length === 0 ? undefined : { written, directories };
}

export interface LiveLine {
  readonly host: string;
  readonly line: string;
  readonly input: string;
  readonly directory: string;
}

/** Gives the exit status. */
export function* liveLine({ out, err, input: typed, shell: own }: Process, door: LiveDoor, { host, line, input, directory }: LiveLine): Steps<number> {
  const disk = { tree: (door.files(host) ?? {}) as Tree };
  let known = disk.tree;
  const flush = (): void => {
    const done = changes(known, disk.tree);
    if (done !== undefined) door.done(host, done);
    known = disk.tree;
  };
  const refresh = (): void => {
    known = (door.files(host) ?? {}) as Tree;
    disk.tree = known;
  };
  const there = (name: string): Program => ({
    *run(process) {
      flush();
      const given = process.input.terminal ? '' : yield* process.input.all();
      const resumed = yield { do: 'host', at: { host, line: [name, ...process.args].map(quoted).join(' '), input: given, directory: process.shell.directory } };
      const answer = resumed !== undefined && 'answer' in resumed ? resumed.answer : undefined;
      if (answer === undefined || !('stream' in answer)) return 255;
      const { stdout, stderr, exit = 0, took } = answer.stream;
      yield { do: 'sleep', micros: took };
      process.out.write(stdout);
      process.err.write(stderr);
      return exit;
    },
  });
  const programs = new Map([...programsWith({ sudo, kubeadm: liveKubeadm(host, door), ...(isEtcd(host) ? {} : own.host.onMachines), ...conntrackPrograms(door, host), ...Object.fromEntries(THERE.map((name) => [name, there(name)])) })]);
  const shell = new Shell({
    directory: nodeAt(disk.tree, directory)?.kind === 'directory' ? directory : '/root', status: 0, history: [], aliases: {},
    variables: { HOME: '/root', USER: 'root', LOGNAME: 'root', HOSTNAME: host, SHELL: '/bin/bash', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', PWD: directory, IFS: ' \t\n' },
    exported: ['HOME', 'USER', 'LOGNAME', 'SHELL', 'PATH', 'PWD'],
  }, disk, { now: () => own.host.now(), programs, columns: 80, rows: 24, terminal: { write() {} }, ground: { refuses: () => undefined } });
  const parsed = parse(line);
  if (!('list' in parsed)) {
    err.write(`bash: -c: ${'error' in parsed ? parsed.error : 'syntax error: unexpected end of file'}\n`);
    return 2;
  }
  const steps = runList(shell, parsed.list, { input: typed.terminal ? typed : textReader(input), out, err });
  try {
    let resume: Resume;
    for (;;) {
      const next = steps.next(resume);
      if (next.done === true) return next.value;
      flush();
      resume = yield next.value;
      refresh();
    }
  } catch (end) {
    if (end instanceof ExitShell) return end.status;
    if (end instanceof BrokenPipe || end instanceof LeaveLoop) return 0;
    throw end;
  } finally {
    flush();
  }
}
