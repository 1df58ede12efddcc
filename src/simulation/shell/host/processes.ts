/** ps(1), kill(1), unshare(1) and a load at a Linux machine. */
import { formatTime } from '../../base/time';
import { processOf, spawn, stopProcess } from '../../resources';
import { optionsOf } from '../commands/options';
import { runProgram } from '../run/run';
import type { Program } from '../shell';
import type { Linux } from './linux';
import { endContainer } from './docker';

interface Line {
  readonly pid: number;
  readonly parent: number;
  readonly tty: string;
  readonly command: string;
}

/** The shell that somebody logged in to. */
export const SHELL_PID = '4242';

const time = (micros: number): string => formatTime(micros).slice(11, 16);

function everything({ box }: Linux): readonly Line[] {
  const system: readonly Line[] = [{ pid: 1, parent: 0, tty: '?', command: 'systemd' }, { pid: 412, parent: 1, tty: '?', command: 'sshd' }, { pid: 533, parent: 1, tty: '?', command: 'containerd' }, { pid: 561, parent: 1, tty: '?', command: 'dockerd' }];
  const containers = box.containers.filter(({ ended }) => ended === undefined).map(({ pid, image }): Line => ({ pid, parent: 533, tty: '?', command: image.replace(/[:@].*/, '').replace(/.*\//, '') }));
  const load = box.host.processes.filter(({ alive }) => alive).map(({ pid, name }): Line => ({ pid, parent: Number(SHELL_PID), tty: 'pts/0', command: name }));
  return [...system, ...containers, { pid: Number(SHELL_PID), parent: 412, tty: 'pts/0', command: 'bash' }, ...load];
}

export const ps = (linux: Linux): Program => ({
  *run({ args, out, shell }) {
    const all = args.some((word) => /^-?(?:e|ef|A|aux|ax|axu)$/.test(word));
    const full = args.some((word) => /f|u/.test(word));
    const { inside } = linux;
    const lines: readonly Line[] = inside === undefined
      ? [...everything(linux), { pid: 4300, parent: Number(SHELL_PID), tty: 'pts/0', command: 'ps' }]
      : inside === 'ps' ? [{ pid: 1, parent: 0, tty: 'pts/0', command: 'ps' }] : [{ pid: 1, parent: 0, tty: 'pts/0', command: inside }, { pid: 2, parent: 1, tty: 'pts/0', command: 'ps' }];
    const seen = all || inside !== undefined ? lines : lines.filter(({ tty }) => tty !== '?');
    if (full) {
      out.write('UID          PID    PPID  C STIME TTY          TIME CMD\n');
      for (const { pid, parent, tty, command } of seen) out.write(`root     ${String(pid).padStart(7)} ${String(parent).padStart(7)}  0 ${time(shell.host.now())} ${tty.padEnd(8)} 00:00:00 ${command}\n`);
    } else {
      out.write('    PID TTY          TIME CMD\n');
      for (const { pid, tty, command } of seen) out.write(`${String(pid).padStart(7)} ${tty.padEnd(8)} 00:00:00 ${command}\n`);
    }
    return 0;
  },
});

const SIGNALS: Readonly<Record<string, number>> = { TERM: 15, KILL: 9, INT: 2, HUP: 1, QUIT: 3 };

export const kill = (linux: Linux): Program => ({
  *run({ args, err, shell }) {
    const [first = ''] = args;
    const named = /^-(?:s)?(?:SIG)?([A-Z]+|\d+)$/.exec(first)?.[1];
    const signal = named === undefined ? 15 : (SIGNALS[named] ?? Number(named));
    let status = 0;
    for (const word of args.filter((one) => !one.startsWith('-'))) {
      const pid = Number(word);
      const container = linux.box.containers.find((one) => one.pid === pid && one.ended === undefined);
      const process = processOf(linux.box.host, pid);
      // nginx ends by itself on SIGTERM, with 0.
      if (container !== undefined) endContainer(linux, container, signal === 9 ? 137 : 0, shell.host.now());
      else if (process?.alive === true) linux.box = { ...linux.box, host: stopProcess(linux.box.host, pid, 128 + signal) };
      else {
        err.write(`bash: kill: (${word}) - No such process\n`);
        status = 1;
      }
    }
    return status;
  },
});

/** unshare(1) of util-linux: what its child sees of processes. The other namespaces change nothing that is looked at here. */
export const unshare = (linux: Linux): Program => ({
  *run(process) {
    const { args, err } = process;
    const at = args.findIndex((word) => !word.startsWith('-'));
    const flags = at < 0 ? args : args.slice(0, at);
    const [name = 'bash', ...rest] = at < 0 ? [] : args.slice(at);
    const has = (long: string, letter: string): boolean => flags.some((word) => word === `--${long}` || word.startsWith(`--${long}=`) || (/^-[a-zA-Z]+$/.test(word) && word.includes(letter)));
    const proc = flags.some((word) => word.startsWith('--mount-proc'));
    if (/^(?:ba|da)?sh$/.test(name) && rest[0] !== '-c') {
      err.write(`(a shell inside is entered at the prompt of this machine: ssh box, then unshare; or give it a command: unshare … ${name} -c ps)\n`);
      return 1;
    }
    const before = linux.inside;
    // Only a child is in the new PID namespace, and only a /proc of its own shows it.
    if (has('pid', 'p') && has('fork', 'f') && proc) linux.inside = name.replace(/.*\//, '');
    try {
      return yield* runProgram({ ...process, name, args: rest });
    } finally {
      linux.inside = before;
    }
  },
});

/** stress-ng(1): processes that only compute, for a while. */
export const stress = (linux: Linux): Program => ({
  *run(process) {
    const options = optionsOf(process, { letters: 'c:t:q', long: { cpu: 'c', timeout: 't', quiet: 'q' } });
    if (typeof options === 'number') return options;
    const [, number = '10', unit = 's'] = /^(\d+)([smh]?)$/.exec(options.value('t') ?? '10') ?? [];
    const seconds = Math.min(60, Number(number) * (unit === 'm' ? 60 : unit === 'h' ? 3600 : 1));
    const count = Math.max(1, Math.min(8, Number(options.value('c') ?? 1) || 1));
    linux.sync();
    const started = spawn(linux.box.host, linux.group, { name: 'stress-ng-cpu', threads: count });
    if (started.pid === null) {
      process.err.write('stress-ng: error: fork failed: errno=11 (Resource temporarily unavailable)\n');
      return 1;
    }
    const says = (text: string): void => process.out.write(`stress-ng: info:  [${started.pid}] ${text}\n`);
    says(`setting to a ${seconds} secs run per stressor`);
    says(`dispatching hogs: ${count} cpu`);
    linux.play(started.host, seconds * 1_000_000);
    yield { do: 'sleep', micros: seconds * 1_000_000 };
    linux.box = { ...linux.box, host: stopProcess(linux.box.host, started.pid, 0) };
    says(`successful run completed in ${seconds.toFixed(2)} secs`);
    return 0;
  },
});
