/** `crictl ps`, `pods`, `images`, `stats` (cmd/crictl: container.go, sandbox.go, image.go, container_stats.go). */
import { goJsonIndented } from '../../../base/go/json';
import { alignColumns } from '../../../base/go/tabwriter';
import { milliValue, quantityOf } from '../../../api';
import { imageId, imageName, imagesOn } from '../../../cluster/node/machine/images';
import { cpuUse, memoryOf } from '../../../cluster/node/machine/usage';
import { has, last } from './options';
import type { Options } from './options';
import { ago, containersOf, humanSize, sandboxesOf } from './runtime';
import type { FoundContainer } from './runtime';
import type { CrictlScene } from './scene';

/** newDefaultTableDisplay. */
const table = (rows: readonly (readonly string[])[]): string => alignColumns(rows.map((row) => `${row.join('\t')}\n`).join(''), { minWidth: 20, padding: 3 });

const short = (id: string): string => id.replace(/^sha256:/, '').slice(0, 13);

export const STATE_WORDS = { created: 'Created', running: 'Running', exited: 'Exited' } as const;
const protoState = (state: FoundContainer['state']['state']): string => `CONTAINER_${state.toUpperCase()}`;

export const labelsOf = ({ pod, container }: FoundContainer): Readonly<Record<string, string>> => ({ 'io.kubernetes.container.name': container.name, 'io.kubernetes.pod.name': pod.name, 'io.kubernetes.pod.namespace': pod.namespace, 'io.kubernetes.pod.uid': pod.uid });

const matches = (pattern: string | undefined, text: string): boolean => {
  if (pattern === undefined || pattern === '') return true;
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return false;
  }
};

/** ListContainers with its filters; undefined where a state is none. */
export function listed({ machine, now }: CrictlScene, options: Options): readonly FoundContainer[] | undefined {
  const state = last(options, 'state')?.toLowerCase();
  if (state !== undefined && !['created', 'running', 'exited', 'unknown'].includes(state)) return undefined;
  const newest = has(options, 'latest') ? 1 : last(options, 'last') === undefined ? undefined : Number(last(options, 'last'));
  const wanted = newest !== undefined ? undefined : (state ?? (has(options, 'all') ? undefined : 'running'));
  const labels = (options.values['label'] ?? []).map((one) => one.split(/=(.*)/s));
  const image = last(options, 'image');
  const found = containersOf(machine, now).filter((one) => {
    const { pod, container } = one;
    return (wanted === undefined || one.state.state === wanted) && matches(last(options, 'name'), container.name) && matches(last(options, 'namespace'), pod.namespace) && container.id.startsWith(last(options, 'id') ?? '') && container.sandbox.startsWith(last(options, 'pod') ?? '')
      && labels.every(([key = '', value = '']) => labelsOf(one)[key] === value) && (image === undefined || imageName(container.image) === imageName(image) || imageId(container.image).replace('sha256:', '').startsWith(image.replace('sha256:', '')));
  });
  return newest === undefined || newest === 0 ? found : found.slice(0, newest);
}

export function ps(scene: CrictlScene, options: Options): string | undefined {
  const found = listed(scene, options);
  if (found === undefined) return undefined;
  if (has(options, 'quiet')) return found.map(({ container }) => `${container.id}\n`).join('');
  if (last(options, 'output') === 'json') {
    return `${goJsonIndented({ containers: found.map((one) => ({ annotations: {}, createdAt: `${one.container.createdAt}000`, id: one.container.id, image: { annotations: {}, image: imageId(one.container.image), runtimeHandler: '', userSpecifiedImage: one.container.image }, imageId: imageId(one.container.image), imageRef: imageId(one.container.image), labels: labelsOf(one), metadata: { attempt: one.container.attempt, name: one.container.name }, podSandboxId: one.container.sandbox, state: protoState(one.state.state) })) }, '  ')}\n`;
  }
  const whole = has(options, 'no-trunc');
  const id = (text: string): string => (whole ? text : short(text));
  return table([
    ['CONTAINER', 'IMAGE', 'CREATED', 'STATE', 'NAME', 'ATTEMPT', 'POD ID', 'POD', 'NAMESPACE'],
    ...found.map(({ pod, container, state }) => [id(container.id), has(options, 'resolve-image-path') ? imageName(container.image) : id(imageId(container.image)), ago(scene.now - container.createdAt), STATE_WORDS[state.state], container.name, String(container.attempt), id(container.sandbox), pod.name, pod.namespace]),
  ]);
}

export function pods({ machine, now }: CrictlScene, options: Options): string {
  const state = last(options, 'state')?.toLowerCase();
  const all = sandboxesOf(machine).filter(({ pod, sandbox }) => matches(last(options, 'name'), pod.name) && matches(last(options, 'namespace'), pod.namespace) && sandbox.id.startsWith(last(options, 'id') ?? '') && (state === undefined || (sandbox.ready ? 'ready' : 'notready') === state));
  const found = has(options, 'latest') ? all.slice(0, 1) : last(options, 'last') === undefined ? all : all.slice(0, Number(last(options, 'last')) || all.length);
  if (has(options, 'quiet')) return found.map(({ sandbox }) => `${sandbox.id}\n`).join('');
  if (last(options, 'output') === 'json') return `${goJsonIndented({ items: found.map(({ pod, sandbox }) => ({ annotations: {}, createdAt: `${sandbox.createdAt}000`, id: sandbox.id, labels: { 'io.kubernetes.pod.name': pod.name, 'io.kubernetes.pod.namespace': pod.namespace, 'io.kubernetes.pod.uid': pod.uid }, metadata: { attempt: sandbox.attempt, name: pod.name, namespace: pod.namespace, uid: pod.uid }, runtimeHandler: '', state: sandbox.ready ? 'SANDBOX_READY' : 'SANDBOX_NOTREADY' })) }, '  ')}\n`;
  return table([
    ['POD ID', 'CREATED', 'STATE', 'NAME', 'NAMESPACE', 'ATTEMPT', 'RUNTIME'],
    ...found.map(({ pod, sandbox }) => [has(options, 'no-trunc') ? sandbox.id : short(sandbox.id), ago(now - sandbox.createdAt), sandbox.ready ? 'Ready' : 'NotReady', pod.name, pod.namespace, String(sandbox.attempt), '(default)']),
  ]);
}

const NONE = '<none>';

/** normalizeRepoTagPair: of an image that was pulled by its digest there is no tag. */
function tagPair(tag: string | undefined, repository: string): readonly [name: string, tag: string] {
  const colon = tag?.lastIndexOf(':') ?? -1;
  return tag === undefined ? [repository, NONE] : [tag.slice(0, colon), tag.slice(colon + 1)];
}

export function images({ machine, catalogue }: CrictlScene, options: Options): string {
  const [name] = options.rest;
  const found = imagesOn(machine, catalogue).filter((image) => name === undefined || image.name === imageName(name));
  if (has(options, 'quiet')) return found.map(({ id }) => `${id}\n`).join('');
  if (last(options, 'output') === 'json') return `${goJsonIndented({ images: found.map((image) => ({ id: image.id, pinned: image.pinned, repoDigests: image.digests, repoTags: image.tags, size: String(image.size), username: '' })) }, '  ')}\n`;
  const [pinned, digests] = [has(options, 'pinned'), has(options, 'digests')];
  const cut = (id: string): string => (has(options, 'no-trunc') ? id : short(id));
  return table([
    ['IMAGE', 'TAG', ...(digests ? ['DIGEST'] : []), 'IMAGE ID', 'SIZE', ...(pinned ? ['PINNED'] : [])],
    ...found.map((image) => {
      const [repository = NONE, digest = NONE] = image.digests[0]?.split('@') ?? [];
      const [name, tag] = tagPair(image.tags[0], repository);
      return [name, tag, ...(digests ? [cut(digest)] : []), cut(image.id), humanSize(image.size, 3), ...(pinned ? [String(image.pinned)] : [])];
    }),
  ]);
}

/** CPU is what the models' processes take; the screen is not cleared before. */
export function stats(scene: CrictlScene, options: Options): string {
  const { machine, now, cpus } = scene;
  const [wanted] = options.rest;
  const used = new Map(cpuUse(machine, Math.max(1, Math.round(milliValue(quantityOf(cpus)) / 1000)), now).map(({ path, usageUs }) => [path, usageUs / 10_000]));
  const found = containersOf(machine, now).filter(({ container, state }) => state.state === 'running' && container.id.startsWith(wanted ?? last(options, 'id') ?? ''));
  return table([
    ['CONTAINER', 'NAME', 'CPU %', 'MEM', 'DISK', 'INODES', 'SWAP'],
    ...found.map(({ container }) => [short(container.id), container.name, (used.get(container.id) ?? 0).toFixed(2), humanSize(memoryOf(container, now)), humanSize(0), '0', humanSize(0)]),
  ]);
}
