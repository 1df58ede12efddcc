/** The client of a Docker daemon: containers of a machine that nobody looks after. */
import { DEFAULT_CATALOGUE, findImage } from '../../cluster/images/catalogue';
import { parseImage } from '../../cluster/images/reference';
import type { BoxContainer } from '../../cluster/node/host/box';
import type { Process, Program } from '../shell';
import type { Steps } from '../steps';
import type { Linux } from './linux';

const hex = (number: number): string => {
  let [text, state] = ['', Math.imul(number + 7, 0x9e3779b1)];
  while (text.length < 64) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) ^ number;
    text += (state >>> 0).toString(16).padStart(8, '0');
  }
  return text;
};

const change = (linux: Linux, id: string, to: (one: BoxContainer) => BoxContainer): void => {
  linux.box = { ...linux.box, containers: linux.box.containers.map((one) => (one.id === id ? to(one) : one)) };
};

/** Its first process ends. With a restart policy the daemon starts it again, unless somebody stopped it through the daemon. */
export function endContainer(linux: Linux, container: BoxContainer, code: number, at: number, byDaemon = false): void {
  const again = container.restart !== 'no' && !byDaemon;
  change(linux, container.id, (one) => (again ? { ...one, pid: one.pid + 40, startedAt: at } : { ...one, ended: { at, code } }));
}

/** units.HumanDuration (github.com/docker/go-units). */
function ago(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.floor(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  return Math.floor(minutes / 60) === 1 ? 'About an hour' : `${Math.floor(minutes / 60)} hours`;
}

const statusOf = ({ ended, startedAt }: BoxContainer, now: number): string => (ended === undefined ? `Up ${ago(now - startedAt)}` : `Exited (${ended.code}) ${ago(now - ended.at)} ago`);

interface Flags {
  readonly rest: readonly string[];
  value(...names: string[]): string | undefined;
  has(...names: string[]): boolean;
}

/** Flags stand before the first word; those in `valued` have a value. */
function flagsOf(args: readonly string[], valued: readonly string[], everywhere = false): Flags {
  const found: [string, string][] = [];
  const rest: string[] = [];
  let at = 0;
  for (; at < args.length; at += 1) {
    const word = args[at]!;
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
      if (everywhere) continue;
      at += 1;
      break;
    }
    const [name = '', given] = word.replace(/^--?/, '').split(/=(.*)/s);
    if (valued.includes(name)) found.push([name, given ?? args[(at += 1)] ?? '']);
    else if (word.startsWith('--')) found.push([name, given ?? 'true']);
    else for (const letter of name) found.push([letter, 'true']);
  }
  return { rest: [...rest, ...args.slice(at)], value: (...names) => found.filter(([name]) => names.includes(name)).at(-1)?.[1], has: (...names) => found.some(([name]) => names.includes(name)) };
}

const lookUp = ({ box }: Linux, name: string): BoxContainer | undefined => box.containers.find((one) => one.name === name || one.id.startsWith(name));

const NAMES = ['brave_hopper', 'quiet_lamarr', 'eager_kare', 'calm_turing', 'busy_noether', 'keen_curie'];

function* run(linux: Linux, { out, err, shell }: Process, args: readonly string[]): Steps<number> {
  const flags = flagsOf(args, ['name', 'p', 'publish', 'restart', 'e', 'env', 'v', 'volume', 'm', 'memory', 'cpus', 'network']);
  const [image, ...command] = flags.rest;
  if (image === undefined) {
    err.write("docker: 'docker run' requires at least 1 argument\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nSee 'docker run --help' for more information\n");
    return 125;
  }
  if (!flags.has('d', 'detach')) {
    err.write('(docker run is simulated with -d alone: the container runs in the background)\n');
    return 125;
  }
  const reference = parseImage(image);
  const found = 'error' in reference ? undefined : findImage(DEFAULT_CATALOGUE, reference);
  const name = flags.value('name') ?? NAMES[linux.box.made % NAMES.length]!;
  const ports = flags.value('p', 'publish') ?? '';
  if (lookUp(linux, name) !== undefined) {
    err.write(`docker: Error response from daemon: Conflict. The container name "/${name}" is already in use by container "${lookUp(linux, name)!.id}". You have to remove (or rename) that container to be able to reuse that name.\n\nRun 'docker run --help' for more information\n`);
    return 125;
  }
  const taken = linux.box.containers.find((one) => one.ended === undefined && ports !== '' && one.ports.split(':')[0] === ports.split(':')[0]);
  const full = 'error' in reference ? image : `${image.split('@')[0]!.replace(/:[^:/]+$/, '')}:${reference.tag}`;
  if (!linux.box.containers.some((one) => one.image === image)) {
    err.write(`Unable to find image '${full}' locally\n`);
    yield { do: 'sleep', micros: 3_000_000 };
    if (found === undefined || 'error' in found) {
      err.write(`docker: Error response from daemon: pull access denied for ${image}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied\n\nRun 'docker run --help' for more information\n`);
      return 125;
    }
    err.write(`${'tag' in reference ? reference.tag : 'latest'}: Pulling from ${image.includes('/') ? image.replace(/:.*/, '') : `library/${image.replace(/:.*/, '')}`}\nStatus: Downloaded newer image for ${full}\n`);
  }
  const id = hex(linux.box.made);
  const now = shell.host.now();
  if (taken !== undefined) {
    err.write(`docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint ${name}: Bind for 0.0.0.0:${ports.split(':')[0]} failed: port is already allocated\n`);
    return 125;
  }
  const ends = found !== undefined && !('error' in found) && found.behaviour.ends.length > 0 && command.length === 0;
  const restart = flags.value('restart') ?? 'no';
  const container: BoxContainer = { id, name, image, ports, restart, pid: 2200 + linux.box.made * 37, createdAt: now, startedAt: now, ...(ends && restart === 'no' ? { ended: { at: now, code: 0 } } : {}) };
  linux.box = { ...linux.box, containers: [container, ...linux.box.containers], made: linux.box.made + 1 };
  out.write(`${id}\n`);
  return 0;
}

function ps(linux: Linux, { out, shell }: Process, args: readonly string[]): number {
  const flags = flagsOf(args, ['filter', 'f', 'format', 'n'], true);
  const now = shell.host.now();
  const [, key, value] = /^(\w+)=(.*)$/.exec(flags.value('filter', 'f') ?? '') ?? [];
  const seen = linux.box.containers.filter((one) => (flags.has('a', 'all') || one.ended === undefined) && (key !== 'name' || one.name.includes(value ?? '')));
  const fieldsOf = (one: BoxContainer): Readonly<Record<string, string>> => ({ ID: one.id.slice(0, 12), Names: one.name, Image: one.image, Status: statusOf(one, now), State: one.ended === undefined ? 'running' : 'exited', Ports: one.ports === '' ? '' : `0.0.0.0:${one.ports.replace(':', '->')}/tcp`, Command: '"/docker-entrypoint.…"', CreatedAt: '', RunningFor: `${ago(now - one.createdAt)} ago` });
  const format = flags.value('format');
  if (format !== undefined) {
    for (const one of seen) out.write(`${format.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (_, name: string) => fieldsOf(one)[name] ?? '')}\n`);
    return 0;
  }
  if (flags.has('q', 'quiet')) {
    for (const one of seen) out.write(`${one.id.slice(0, 12)}\n`);
    return 0;
  }
  const rows = [['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'], ...seen.map((one) => {
    const { ID, Image, Command, RunningFor, Status, Ports, Names } = fieldsOf(one);
    return [ID!, Image!, Command!, RunningFor!, Status!, one.ended === undefined ? Ports! : '', Names!];
  })];
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)) + 3);
  for (const row of rows) out.write(`${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at]!))).join('')}\n`);
  return 0;
}

/** A command in a container: what ends its first process, and what looks at it. */
function exec(linux: Linux, { out, err, shell }: Process, args: readonly string[]): number {
  const { rest: [name = '', ...command] } = flagsOf(args, ['u', 'user', 'w', 'workdir', 'e', 'env']);
  const container = lookUp(linux, name);
  if (container === undefined) return unknown(err, name);
  if (container.ended !== undefined) {
    err.write(`Error response from daemon: container ${container.id} is not running\n`);
    return 1;
  }
  const line = command.join(' ').replace(/^(?:sh|bash) -c /, '');
  if (/^nginx -s (?:stop|quit)$/.test(line) || /^kill (?:-\w+ )?1$/.test(line)) {
    // The kernel drops SIGKILL for the first process of its PID namespace from within.
    if (!/-(?:9|KILL|SIGKILL)\b/.test(line)) endContainer(linux, container, 0, shell.host.now());
    return 0;
  }
  if (line === 'hostname') out.write(`${container.id.slice(0, 12)}\n`);
  else if (line !== 'true') {
    err.write(`(docker exec here knows nginx -s stop, kill 1 and hostname)\n`);
    return 126;
  }
  return 0;
}

const unknown = (err: Process['err'], name: string): number => {
  err.write(`Error response from daemon: No such container: ${name}\n`);
  return 1;
};

/** A command for each container that is named; `does` gives what is wrong with it. */
function each(linux: Linux, { out, err }: Process, args: readonly string[], does: (one: BoxContainer) => string | undefined): number {
  let status = 0;
  for (const name of flagsOf(args, ['s', 'signal', 't', 'time'], true).rest) {
    const container = lookUp(linux, name);
    const wrong = container === undefined ? `No such container: ${name}` : does(container);
    if (wrong === undefined) out.write(`${name}\n`);
    else {
      err.write(`Error response from daemon: ${wrong}\n`);
      status = 1;
    }
  }
  return status;
}

export const docker = (linux: Linux): Program => ({
  *run(process) {
    const { args, out, err, shell } = process;
    const words = args[0] === 'container' ? args.slice(1) : args;
    const [verb = '', ...rest] = words;
    const now = shell.host.now();
    switch (verb) {
      case 'run': return yield* run(linux, process, rest);
      case 'ps': case 'ls': return ps(linux, process, rest);
      case 'exec': return exec(linux, process, rest);
      case 'kill': return each(linux, process, rest, (one) => (one.ended === undefined ? void endContainer(linux, one, 137, now, true) : `cannot kill container: ${one.name}: container ${one.id} is not running`));
      case 'stop': return each(linux, process, rest, (one) => void (one.ended === undefined && endContainer(linux, one, 0, now, true)));
      case 'start': case 'restart': return each(linux, process, rest, (one) => void change(linux, one.id, ({ ended: _ended, ...left }) => ({ ...left, startedAt: now })));
      case 'rm': return each(linux, process, rest, (one) => {
        if (one.ended === undefined && !rest.some((word) => /^-f$|^--force$/.test(word))) return `cannot remove container "${one.name}": container is running: stop the container before removing or force remove`;
        linux.box = { ...linux.box, containers: linux.box.containers.filter(({ id }) => id !== one.id) };
        return undefined;
      });
      case 'inspect': {
        const flags = flagsOf(rest, ['f', 'format'], true);
        const container = lookUp(linux, flags.rest[0] ?? '');
        if (container === undefined) return unknown(err, flags.rest[0] ?? '');
        const state = { Status: container.ended === undefined ? 'running' : 'exited', Running: container.ended === undefined, Pid: container.ended === undefined ? container.pid : 0, ExitCode: container.ended?.code ?? 0 };
        const format = flags.value('f', 'format');
        out.write(format === undefined ? `${JSON.stringify([{ Id: container.id, State: state, Name: `/${container.name}`, Config: { Image: container.image }, HostConfig: { RestartPolicy: { Name: container.restart } } }], null, 4)}\n` : `${format.replace(/\{\{\s*\.State\.(\w+)\s*\}\}/g, (_, name: keyof typeof state) => String(state[name]))}\n`);
        return 0;
      }
      default:
        err.write(`(docker here knows run -d, ps, exec, kill, stop, start, rm and inspect)\n`);
        return 1;
    }
  },
});
