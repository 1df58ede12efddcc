/** A Linux machine beside the cluster, with Docker and a cgroup v2 tree: what Part 1 looks at before there is a cluster. Times in µs since 1970. */
import { advance, createHost, makeCgroup, readFile, READ_ONLY_FILES, removeCgroup, STRERROR, WRITABLE_FILES, writeFile } from '../../../resources';
import type { CgroupFile, Host } from '../../../resources';
import type { Files, WrittenNode } from '../machine/written-files';

export const BOX = 'box';
export const CGROUPS = '/sys/fs/cgroup';

/** A container of the Docker daemon there. */
export interface BoxContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly ports: string;
  /** `no` or `always`. */
  readonly restart: string;
  readonly pid: number;
  readonly createdAt: number;
  readonly startedAt: number;
  /** When and how it ended, if it has. */
  readonly ended?: { readonly at: number; readonly code: number };
}

export interface Box {
  readonly host: Host;
  /** Up to when its processes have run. */
  readonly at: number;
  /** Newest first. */
  readonly containers: readonly BoxContainer[];
  /** How many were made. */
  readonly made: number;
}

/** Of a longer time only so much is played, µs: what runs there goes on in the same way. */
const MOST = 60_000_000;

/** The machine as it is at a moment. */
export function boxAt(box: Box | undefined, now: number): Box {
  if (box === undefined) return { host: createHost({ cpus: 2, memoryBytes: 4 * 1024 ** 3, seed: 1 }), at: now, containers: [], made: 0 };
  const busy = box.host.processes.some(({ alive }) => alive);
  return now <= box.at ? box : { ...box, at: now, host: busy ? advance(box.host, Math.min(MOST, now - box.at)) : box.host };
}

/** Time passes in which its processes run. */
export const played = (box: Box, micros: number): Box => ({ ...box, at: box.at + micros, host: advance(box.host, Math.min(MOST, micros)) });

const textOf = (host: Host, path: string, file: CgroupFile): string => readFile(host, path, file) ?? '';

/** The cgroup tree as files. */
export function cgroupFiles({ host, at }: Box): Files {
  const files: Record<string, WrittenNode> = { '/sys': { kind: 'directory', at }, '/sys/fs': { kind: 'directory', at } };
  for (const { path } of host.cgroups) {
    const place = path === '' ? CGROUPS : `${CGROUPS}/${path}`;
    files[place] = { kind: 'directory', at };
    for (const file of path === '' ? (['cgroup.procs'] as const) : [...WRITABLE_FILES, ...READ_ONLY_FILES]) files[`${place}/${file}`] = { kind: 'file', text: textOf(host, path, file), at };
  }
  files[`${CGROUPS}/cgroup.controllers`] = { kind: 'file', text: 'cpuset cpu io memory hugetlb pids rdma misc\n', at };
  files[`${CGROUPS}/cgroup.subtree_control`] = { kind: 'file', text: 'cpu io memory pids\n', at };
  return files;
}

const isFile = (name: string): name is CgroupFile => [...WRITABLE_FILES, ...READ_ONLY_FILES].some((one) => one === name);
const below = (path: string): string => path.slice(CGROUPS.length + 1);

export interface CgroupsWritten {
  readonly box: Box;
  /** What the kernel refused, in the words of the C library. */
  readonly refused: readonly string[];
  /** The group into which the shell itself (`$$`) was put, if it was. */
  readonly joined?: string;
}

/** What becomes of the tree when somebody makes and removes directories there and writes into its files. */
export function cgroupsWritten(box: Box, before: Files, after: Files, shell: string): CgroupsWritten {
  let { host } = box;
  const refused: string[] = [];
  let joined: string | undefined;
  const inside = (files: Files): string[] => Object.keys(files).filter((path) => path.startsWith(`${CGROUPS}/`));
  const paths = inside(after).sort((a, b) => a.length - b.length);
  for (const path of paths) if (after[path]?.kind === 'directory' && before[path] === undefined) host = makeCgroup(host, below(path));
  for (const path of paths) {
    const node = after[path];
    if (node?.kind !== 'file' || node === before[path]) continue;
    const cut = path.lastIndexOf('/');
    const [group, name] = [below(path.slice(0, cut)), path.slice(cut + 1)];
    if (!isFile(name)) continue;
    const text = node.text.trim();
    // Opening a file to write it is no writing yet.
    if (text === '') continue;
    if (name === 'cgroup.procs' && (text.split(/\s+/).includes(shell) || text === '0')) {
      joined = group;
      continue;
    }
    const result = writeFile(host, group, name, text);
    if (result.ok) host = result.host;
    else refused.push(STRERROR[result.errno]);
  }
  for (const path of inside(before).sort((a, b) => b.length - a.length)) {
    if (before[path]?.kind !== 'directory' || after[path] !== undefined) continue;
    try {
      host = removeCgroup(host, below(path));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refused.push('Device or resource busy');
    }
  }
  return { box: host === box.host ? box : { ...box, host }, refused, ...(joined === undefined ? {} : { joined }) };
}
