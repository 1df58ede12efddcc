/** crictl 1.36 over the containers of a machine's runtime; whether the API server answers is nothing to it. */
import { quote } from '../../../base/go/quote';
import { formatMicroTime } from '../../../base/time';
import { findImage, pullErrorText } from '../../../cluster/images/catalogue';
import { fullName, parseImage } from '../../../cluster/images/reference';
import { logOf } from '../../../cluster/node/machine/container-log';
import { imageId, imageName, imagesOn } from '../../../cluster/node/machine/images';
import { NEVER, removeContainers, removePod, stateAt, stopContainer, stopSandboxes } from '../../../cluster/node/machine/machine';
import { unitState } from '../../../cluster/node/host/systemd';
import { byText } from '../../../base/ordered-map';
import type { Process, Program } from '../../shell';
import type { Steps } from '../../steps';
import { info, inspect, inspectPod, version } from './inspect';
import { images, listed, pods, ps, stats } from './lists';
import { has, last, optionsFor } from './options';
import type { Known, Options } from './options';
import { containersOf, sandboxesOf, SOCKET } from './runtime';
import type { FoundContainer } from './runtime';
import type { CrictlScene, RuntimeScene } from './scene';

const SECOND = 1_000_000;
const LIST = ['quiet', 'output=', 'latest', 'last=', 'no-trunc', 'verbose', 'name=', 'namespace=', 'id=', 'state=', 'label='];
const LETTERS = { q: 'quiet', o: 'output', l: 'latest', n: 'last', v: 'verbose', s: 'state' };

const COMMANDS: Readonly<Record<string, Known>> = {
  ps: { long: [...LIST, 'all', 'pod=', 'image=', 'resolve-image-path'], short: { ...LETTERS, a: 'all', p: 'pod', r: 'resolve-image-path' } },
  pods: { long: LIST, short: LETTERS },
  images: { long: ['quiet', 'output=', 'verbose', 'no-trunc', 'pinned', 'digests', 'filter='], short: { q: 'quiet', o: 'output', v: 'verbose', f: 'filter' } },
  logs: { long: ['follow', 'previous', 'tail=', 'limit-bytes=', 'since=', 'timestamps', 'stream='], short: { f: 'follow', p: 'previous', t: 'timestamps', s: 'stream' } },
  inspect: { long: ['output=', 'quiet', 'template=', 'name=', 'label='], short: { o: 'output', q: 'quiet' } },
  inspectp: { long: ['output=', 'quiet', 'template=', 'name=', 'label='], short: { o: 'output', q: 'quiet' } },
  stop: { long: ['timeout=', 'all'], short: { t: 'timeout', a: 'all' } },
  rm: { long: ['force', 'all', 'keep-logs'], short: { f: 'force', a: 'all', k: 'keep-logs' } },
  stopp: { long: ['all'], short: { a: 'all' } },
  rmp: { long: ['force', 'all'], short: { f: 'force', a: 'all' } },
  rmi: { long: ['all', 'prune'], short: { a: 'all', q: 'prune' } },
  pull: { long: ['creds=', 'auth='], short: {} },
  stats: { long: ['all', 'id=', 'output=', 'seconds='], short: { a: 'all', o: 'output', s: 'seconds' } },
  info: { long: ['output=', 'quiet'], short: { o: 'output', q: 'quiet' } },
  version: { long: [], short: {} },
};
const ALIASES: Readonly<Record<string, string>> = { image: 'images', img: 'images', st: 'stats' };
const GLOBAL: Known = { long: ['runtime-endpoint=', 'image-endpoint=', 'timeout=', 'config=', 'debug'], short: { r: 'runtime-endpoint', i: 'image-endpoint', t: 'timeout', c: 'config', D: 'debug' } };

class Fatal extends Error {}

const notFound = (what: 'container' | 'sandbox', id: string): Fatal => new Fatal(`rpc error: code = NotFound desc = an error occurred when try to find ${what} ${quote(id)}: not found`);

class Crictl {
  constructor(private readonly scene: RuntimeScene, private readonly process: Process) {}

  private get now(): number {
    return this.process.shell.host.now();
  }

  private get view(): CrictlScene {
    return { machine: this.scene.machine(), catalogue: this.scene.catalogue, now: this.now, cpus: '4' };
  }

  private containers(ids: readonly string[], options?: Options): readonly FoundContainer[] {
    const all = containersOf(this.scene.machine(), this.now);
    if (ids.length === 0 && options !== undefined && (last(options, 'name') !== undefined || has(options, 'all'))) return listed(this.view, { ...options, values: { ...options.values, all: ['true'] } }) ?? [];
    return ids.map((id) => {
      const found = all.find(({ container }) => container.id.startsWith(id));
      if (found === undefined) throw notFound('container', id);
      return found;
    });
  }

  private sandboxes(ids: readonly string[], all: boolean): ReturnType<typeof sandboxesOf> {
    const known = sandboxesOf(this.scene.machine());
    if (ids.length === 0 && all) return known;
    return ids.map((id) => {
      const found = known.find(({ sandbox }) => sandbox.id.startsWith(id));
      if (found === undefined) throw notFound('sandbox', id);
      return found;
    });
  }

  *logs(options: Options): Steps<number> {
    const { out, err } = this.process;
    const [id = ''] = options.rest;
    if (id === '') throw new Fatal('ID cannot be empty');
    const [found] = this.containers([id]);
    let container = found!.container;
    if (has(options, 'previous')) {
      if (container.attempt === 0) throw new Fatal(`previous terminated container ${container.name} not found`);
      const before = found!.pod.containers.find((one) => one.name === container.name && one.attempt === container.attempt - 1);
      if (before === undefined) throw new Fatal(`failed to try resolving symlinks in path "/var/log/pods/${found!.pod.namespace}_${found!.pod.name}_${found!.pod.uid}/${container.name}/${container.attempt - 1}.log": lstat: no such file or directory`);
      container = before;
    }
    const since = /^(\d+)([smh])$/.exec(last(options, 'since') ?? '');
    const from = since === null ? 0 : this.now - Number(since[1]) * { s: 1, m: 60, h: 3600 }[since[2] as 's' | 'm' | 'h'] * SECOND;
    const lines = logOf(container, this.now, from);
    const tail = last(options, 'tail');
    const shown = tail === undefined || Number(tail) < 0 ? lines : lines.slice(Math.max(0, lines.length - Number(tail)));
    const stderr = /^registry\.k8s\.io\/kube-/.test(container.image);
    (stderr ? err : out).write(shown.map(({ at, text }) => `${has(options, 'timestamps') ? `${formatMicroTime(at).replace('Z', '000Z')} ` : ''}${text}\n`).join(''));
    if (has(options, 'follow') && stateAt(container, this.now).state === 'running') for (;;) yield { do: 'sleep', micros: 3600 * SECOND };
    return 0;
  }

  *stop(options: Options): Steps<number> {
    const found = this.containers(options.rest, options).filter(({ state }) => options.rest.length > 0 || state.state === 'running');
    const grace = Number(last(options, 'timeout') ?? 0) * SECOND;
    for (const { pod, container } of found) {
      this.scene.change(stopContainer(this.scene.machine(), pod.uid, container.id, this.now, grace));
      const after = byText.get(this.scene.machine().pods, pod.uid)?.containers.find(({ id }) => id === container.id);
      const state = after === undefined ? undefined : stateAt(after, this.now);
      if (state?.state === 'running' && state.endsAt !== NEVER) yield { do: 'sleep', micros: state.endsAt - this.now };
      this.process.out.write(`${container.id}\n`);
    }
    return 0;
  }

  rm(options: Options): number {
    for (const { pod, container, state } of this.containers(options.rest, options)) {
      if (state.state === 'running' && !has(options, 'force')) throw new Fatal(`container ${quote(container.id)} is running, please stop it first`);
      this.scene.change(removeContainers(this.scene.machine(), pod.uid, ({ id }) => id === container.id));
      this.process.out.write(`${container.id}\n`);
    }
    return 0;
  }

  stopPods(options: Options): number {
    for (const { pod, sandbox } of this.sandboxes(options.rest, has(options, 'all'))) {
      let machine = this.scene.machine();
      for (const container of pod.containers) if (stateAt(container, this.now).state === 'running') machine = stopContainer(machine, pod.uid, container.id, this.now, 0);
      this.scene.change(stopSandboxes(machine, pod.uid));
      this.process.out.write(`Stopped sandbox ${sandbox.id}\n`);
    }
    return 0;
  }

  removePods(options: Options): number {
    for (const { pod, sandbox } of this.sandboxes(options.rest, has(options, 'all'))) {
      if (sandbox.ready && !has(options, 'force')) throw new Fatal(`pod sandbox ${quote(sandbox.id)} is running, please stop it first`);
      this.scene.change(removePod(this.scene.machine(), pod.uid));
      this.process.out.write(`Removed sandbox ${sandbox.id}\n`);
    }
    return 0;
  }

  removeImages(options: Options): number {
    const all = imagesOn(this.scene.machine(), this.scene.catalogue);
    const used = new Set(containersOf(this.scene.machine(), this.now).map(({ container }) => imageName(container.image)));
    const wanted = has(options, 'all') ? all : has(options, 'prune') ? all.filter(({ name, pinned }) => !pinned && !used.has(name)) : options.rest.map((word) => {
      const found = all.find(({ name, id }) => name === imageName(word) || id.replace('sha256:', '').startsWith(word.replace('sha256:', '')));
      if (found === undefined) throw new Fatal(`error of removing image ${quote(word)}: no such image ${word}`);
      return found;
    });
    for (const { name } of wanted) {
      const machine = this.scene.machine();
      this.scene.change({ ...machine, images: byText.delete(machine.images, name) });
      this.process.out.write(`Deleted: ${name}\n`);
    }
    return 0;
  }

  *pull(options: Options): Steps<number> {
    const [image = ''] = options.rest;
    if (image === '') throw new Fatal('image name cannot be empty');
    const reference = parseImage(image);
    if ('error' in reference) throw new Fatal(`pulling image: rpc error: code = InvalidArgument desc = failed to parse image reference ${quote(image)}: ${reference.error}`);
    const found = findImage(this.scene.catalogue, reference);
    const error = 'error' in found ? found.error : found.behaviour.pullError;
    yield { do: 'sleep', micros: 'error' in found ? SECOND / 2 : Math.max(SECOND / 5, found.behaviour.pull) };
    if (error !== undefined) {
      const text = pullErrorText(error, reference);
      throw new Fatal(`pulling image: ${text.startsWith('rpc error') ? text : `rpc error: code = Unknown desc = ${text}`}`);
    }
    const machine = this.scene.machine();
    this.scene.change({ ...machine, images: byText.set(machine.images, fullName(reference), this.now) });
    this.process.out.write(`Image is up to date for ${imageId(image)}\n`);
    return 0;
  }

  *run(command: string, options: Options): Steps<number> {
    const { out } = this.process;
    const say = (text: string): number => {
      out.write(text);
      return 0;
    };
    switch (command) {
      case 'ps': {
        const text = ps(this.view, options);
        if (text === undefined) throw new Fatal('--state should be one of created, running, exited or unknown');
        return say(text);
      }
      case 'pods': return say(pods(this.view, options));
      case 'images': return say(images(this.view, options));
      case 'stats': return say(stats(this.view, options));
      case 'info': return say(info());
      case 'version': return say(version());
      case 'inspect': {
        const found = this.containers(options.rest, options);
        if (found.length === 0) throw new Fatal('ID cannot be empty');
        return say(found.map(inspect).join(''));
      }
      case 'inspectp': {
        const found = this.sandboxes(options.rest, false);
        if (found.length === 0) throw new Fatal('ID cannot be empty');
        return say(found.map(({ pod, sandbox }) => inspectPod(pod, sandbox)).join(''));
      }
      case 'logs': return yield* this.logs(options);
      case 'stop': return yield* this.stop(options);
      case 'pull': return yield* this.pull(options);
      case 'rm': return this.rm(options);
      case 'stopp': return this.stopPods(options);
      case 'rmp': return this.removePods(options);
      case 'rmi': return this.removeImages(options);
      default: throw new RangeError(`crictl has no command named ${command}`);
    }
  }
}

/** The first word that is no option of crictl itself. */
function split(args: readonly string[]): readonly [global: readonly string[], command: string, rest: readonly string[]] {
  let at = 0;
  while (args[at]?.startsWith('-') === true) at += args[at]!.includes('=') || /^(?:-D|--debug|-h|--help|-v|--version)$/.test(args[at]!) ? 1 : 2;
  return [args.slice(0, at), args[at] ?? '', args.slice(at + 1)];
}

export const crictl = (scene: RuntimeScene): Program => ({
  *run(process) {
    const { args, out, err } = process;
    const [global, word, rest] = split(args);
    const command = ALIASES[word] ?? word;
    const known = COMMANDS[command];
    const fatal = (text: string): number => {
      err.write(`FATA[0000] ${text} \n`);
      return 1;
    };
    if (global.some((one) => one === '--version' || one === '-v')) {
      out.write('crictl version v1.36.0\n');
      return 0;
    }
    if (word === '' || word === 'help' || global.some((one) => one === '--help' || one === '-h')) {
      out.write(`NAME:\n   crictl - client for CRI\n\nUSAGE:\n   crictl [global options] command [command options] [arguments...]\n\n(here: ${Object.keys(COMMANDS).join(', ')})\n`);
      return 0;
    }
    if (known === undefined) {
      err.write(`No help topic for '${word}'\n(crictl here knows ${Object.keys(COMMANDS).join(', ')})\n`);
      return 3;
    }
    const given = optionsFor(global, GLOBAL);
    const options = optionsFor(rest, known);
    if ('error' in options) return fatal(options.error);
    const endpoint = ('error' in given ? undefined : last(given, 'runtime-endpoint')) ?? SOCKET;
    const stops = scene.acts.filter((act) => 'unit' in act && act.unit === 'containerd' && (act.action === 'stop' || act.action === 'start')).at(-1);
    const runs = stops === undefined ? unitState(scene.cluster, scene.host, 'containerd').active === 'active' : stops.action === 'start';
    if (!runs || endpoint.replace('/var/run/', '/run/') !== SOCKET) {
      const dial = `dial unix ${endpoint.replace(/^unix:\/\//, '')}: connect: no such file or directory`;
      return fatal(`validate service connection: validate CRI v1 runtime API for endpoint ${quote(endpoint)}: rpc error: code = Unavailable desc = connection error: desc = ${quote(`transport: Error while dialing: ${dial}`)}`);
    }
    try {
      return yield* new Crictl(scene, process).run(command, options);
    } catch (error) {
      if (!(error instanceof Fatal)) throw error;
      return fatal(error.message);
    }
  },
});
