/** Runs a program inside a container: the files that it finds there, and what becomes of those that it writes. */
import type { Container, Pod } from '../../../api';
import type { Cluster } from '../../state';
import type { RuntimeContainer } from './machine';
import { hostnameOf } from './hostname';
import { imageFiles } from './image-files';
import { filesIn, mountsOf, withFiles, withWhiteouts } from './written';
import type { Keeper, Mount } from './written';
import type { Files, WrittenNode } from './written-files';
import { byText } from '../../../base/ordered-map';

/** A program's surroundings. Paths are absolute. */
export interface Surroundings {
  readonly argv: readonly string[];
  readonly input: string;
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, WrittenNode>>;
  /** Whether nothing may be written there. */
  readonly readOnly: (path: string) => boolean;
  readonly directory: string;
  /** µs since 1970. */
  readonly now: number;
  readonly user: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] };
  /** As it is when the program begins. */
  readonly cluster: Cluster;
  readonly pod: Pod;
  readonly container: RuntimeContainer;
}

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  /** µs. */
  readonly took: number;
  readonly files: Readonly<Record<string, WrittenNode>>;
  /** SIGTERM went to the container's first process. */
  readonly signals?: true;
}

/** The programs of images, by whoever models a shell; undefined: there is no such program. `hang`: it does not end. */
export type ContainerPrograms = (surroundings: Surroundings) => Ran | 'hang' | undefined;

const within = (path: string, directory: string): string | undefined => (path === directory ? '' : path.startsWith(directory === '/' ? '/' : `${directory}/`) ? path.slice(directory === '/' ? 1 : directory.length + 1) : undefined);

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/');

/** All files of the container, those of mounts over those of the image. */
function gathered(keeper: Keeper, image: Readonly<Record<string, WrittenNode>>, mounts: readonly Mount[], bound: Readonly<Record<string, string>>, now: number): Readonly<Record<string, WrittenNode>> {
  const files: Record<string, WrittenNode> = { ...image };
  const directory = (path: string): void => {
    for (let at = path; at !== '' && files[at] === undefined; at = at.slice(0, at.lastIndexOf('/'))) files[at] = { kind: 'directory', at: now };
  };
  for (const [path, node] of Object.entries(filesIn(keeper, { kind: 'layer' }))) files[`/${path}`] = node;
  for (const { at, place, below } of mounts) {
    for (const path of Object.keys(files)) if (within(path, at) !== undefined) delete files[path];
    const kept = filesIn(keeper, place);
    const file = kept[below];
    directory(file?.kind === 'file' ? at.slice(0, at.lastIndexOf('/')) : at);
    if (file?.kind === 'file') files[at] = file;
    for (const [path, node] of Object.entries(kept)) {
      const rest = below === '' ? path : within(path, below);
      if (rest === undefined || rest === '') continue;
      directory(joined(at, rest).slice(0, joined(at, rest).lastIndexOf('/')));
      files[joined(at, rest)] = node;
    }
  }
  for (const [path, text] of Object.entries(bound)) {
    directory(path.slice(0, path.lastIndexOf('/')));
    files[path] = { kind: 'file', text, at: now };
  }
  return files;
}

/** Takes home what was written: each file to the mount that it lies in, the rest to the container's layer. */
function taken(keeper: Keeper, image: Readonly<Record<string, WrittenNode>>, mounts: readonly Mount[], before: Readonly<Record<string, WrittenNode>>, after: Readonly<Record<string, WrittenNode>>): Cluster {
  if (before === after) return keeper.cluster;
  const innermost = [...mounts].reverse();
  const mountOf = (path: string): Mount | undefined => innermost.find(({ at }) => within(path, at) !== undefined);
  const changes = (mount: Mount | undefined): boolean => [...Object.keys(before), ...Object.keys(after)].some((path) => mountOf(path) === mount && before[path] !== after[path]);
  let { cluster } = keeper;
  if (changes(undefined)) cluster = withWhiteouts(keeper, Object.keys(image).filter((path) => after[path] === undefined && mountOf(path) === undefined));
  for (const mount of [undefined, ...mounts]) {
    if (!changes(mount)) continue;
    const place = mount?.place ?? { kind: 'layer' as const };
    const kept = filesIn({ ...keeper, cluster }, place);
    const others = mount === undefined || mount.below === '' ? {} : Object.fromEntries(Object.entries(kept).filter(([path]) => within(path, mount.below) === undefined));
    const own: Files = Object.fromEntries(Object.entries(after).flatMap(([path, node]) => {
      if (mountOf(path) !== mount || (mount === undefined && image[path] === node)) return [];
      const rest = within(path, mount?.at ?? '/') ?? '';
      const name = joined(mount?.below ?? '', rest);
      return name === '' ? [] : [[name, node] as const];
    }));
    cluster = withFiles({ ...keeper, cluster }, place, { ...others, ...own });
  }
  return cluster;
}

/** Whom the runtime starts programs as; root where nobody else is named. */
function userOf({ spec: { securityContext: all } }: Pod, container: Container | undefined, { user = 0 }: RuntimeContainer): Surroundings['user'] {
  const own = container?.securityContext;
  const uid = own?.runAsUser ?? all?.runAsUser ?? user;
  // The group that /etc/passwd of the image gives this user; other numbers are not in there.
  const group = uid === user ? user : 0;
  return { uid, gid: own?.runAsGroup ?? all?.runAsGroup ?? group, groups: [...(all?.fsGroup === undefined ? [] : [all.fsGroup]), ...(all?.supplementalGroups ?? [])] };
}

interface Inner {
  readonly keeper: Keeper;
  readonly mounts: readonly Mount[];
  readonly image: Readonly<Record<string, WrittenNode>>;
  readonly files: Readonly<Record<string, WrittenNode>>;
}

function innerOf(cluster: Cluster, pod: Pod, spec: Container | undefined, container: RuntimeContainer): Inner | undefined {
  const { metadata: { uid = '' }, spec: { nodeName = '' } } = pod;
  const machine = byText.get(cluster.machines, nodeName);
  if (machine === undefined) return undefined;
  const keeper: Keeper = { cluster, node: nodeName, uid, container: container.id };
  const mounts = mountsOf(cluster, machine, pod, spec).filter(({ at }) => container.given?.files[at] === undefined);
  const image = imageFiles({ cluster, pod, spec, container, hostname: hostnameOf(pod), user: userOf(pod, spec, container) });
  const shown = container.whiteouts === undefined ? image : Object.fromEntries(Object.entries(image).filter(([path]) => !container.whiteouts!.includes(path)));
  return { keeper, mounts, image, files: gathered(keeper, shown, mounts, container.given?.files ?? {}, container.createdAt) };
}

/** All that a program in the container finds, by absolute paths. */
export const filesInside = (cluster: Cluster, pod: Pod, spec: Container | undefined, container: RuntimeContainer): Readonly<Record<string, WrittenNode>> | undefined => innerOf(cluster, pod, spec, container)?.files;

/** The text of a file in the first container of a Pod that has it, as a program in there would read it. */
export function fileInPod(cluster: Cluster, pod: Pod, path: string): string | undefined {
  const machine = byText.get(cluster.machines, pod.spec.nodeName ?? '');
  const runtime = machine === undefined ? undefined : byText.get(machine.pods, pod.metadata.uid ?? '');
  for (const spec of pod.spec.containers) {
    const container = runtime?.containers.find(({ name }) => name === spec.name);
    const node = container === undefined ? undefined : innerOf(cluster, pod, spec, container)?.files[path];
    if (node?.kind === 'file') return node.text;
  }
  return undefined;
}

/** What a program finds in a container; undefined where there is none. */
export function surroundingsIn(cluster: Cluster, pod: Pod, spec: Container | undefined, container: RuntimeContainer): Surroundings | undefined {
  const inner = innerOf(cluster, pod, spec, container);
  if (inner === undefined) return undefined;
  const hostname = hostnameOf(pod);
  const sealedRoot = spec?.securityContext?.readOnlyRootFilesystem === true;
  const innermost = [...inner.mounts].reverse();
  const readOnly = (path: string): boolean => {
    if (/^\/(?:proc|sys)(?:\/|$)/.test(path) || container.given?.files[path] !== undefined) return true;
    return innermost.find(({ at }) => within(path, at) !== undefined)?.readOnly ?? (sealedRoot && !path.startsWith('/dev/'));
  };
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOSTNAME: hostname, HOME: '/root', ...container.given?.env };
  return { argv: [], input: '', env, files: inner.files, readOnly, directory: spec?.workingDir ?? '/', now: cluster.clock.now, user: userOf(pod, spec, container), cluster, pod, container };
}

/** Lets something run in a container, which gives the files as it leaves them, and takes these home. */
export function withinContainer<T extends { readonly files: Surroundings['files'] }>(
  cluster: Cluster, pod: Pod, spec: Container | undefined, container: RuntimeContainer, run: (surroundings: Surroundings) => T,
): { readonly cluster: Cluster; readonly ran: T } | undefined {
  const inner = innerOf(cluster, pod, spec, container);
  const surroundings = surroundingsIn(cluster, pod, spec, container);
  if (inner === undefined || surroundings === undefined) return undefined;
  const { keeper, mounts, image, files: before } = inner;
  const ran = run({ ...surroundings, files: before });
  return { ran, cluster: taken(keeper, image, mounts, before, ran.files) };
}

/** undefined: the image has no such program. `input`: what is sent to it. */
export function runInside(programs: ContainerPrograms, cluster: Cluster, pod: Pod, spec: Container | undefined, container: RuntimeContainer, argv: readonly string[], input: string): { readonly cluster: Cluster; readonly ran: Ran | 'hang' } | undefined {
  let hangs = false;
  const inside = withinContainer(cluster, pod, spec, container, (surroundings) => {
    const ran = programs({ ...surroundings, argv, input });
    hangs = ran === 'hang';
    return { files: typeof ran === 'object' ? ran.files : surroundings.files, ran: typeof ran === 'object' ? ran : undefined };
  });
  if (hangs) return { cluster, ran: 'hang' };
  return inside?.ran.ran === undefined ? undefined : { cluster: inside.cluster, ran: inside.ran.ran };
}
