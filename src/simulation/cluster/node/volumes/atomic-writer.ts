/** How the files of a volume are exchanged all at once (pkg/volume/util/atomic_writer.go: AtomicWriter). */
import { fnv32a } from '../../../base/hash';
import { formatTime } from '../../../base/time';

export interface FileProjection {
  /** As text: bytes that are no UTF-8 are lost. */
  readonly data: string;
  /** Permission bits: `0o644`. */
  readonly mode: number;
}

/** By path in the volume. */
export type Payload = Readonly<Record<string, FileProjection>>;

export interface MountedVolume {
  readonly payload: Payload;
  /** When it was written last, µs since 1970. */
  readonly at: number;
  /** The directory that `..data` points to. */
  readonly directory: string;
}

/** One line of `ls -la`. */
export type Entry =
  | { readonly kind: 'directory'; readonly name: string }
  | { readonly kind: 'link'; readonly name: string; readonly to: string }
  | { readonly kind: 'file'; readonly name: string; readonly data: string; readonly mode: number };

/** shouldWritePayload, pathsToRemove: modes alone are no reason to write. */
function differs(before: Payload, after: Payload): boolean {
  const paths = Object.keys(after);
  return paths.length !== Object.keys(before).length || paths.some((path) => before[path]?.data !== after[path]?.data);
}

/** newTimestampDir: the time in UTC and, as os.MkdirTemp adds it, a number. */
const directoryName = (volume: string, now: number): string => `..${formatTime(now).replace(/[-T:]/g, '_').replace('Z', '')}.${fnv32a(`${volume} ${now}`)}`;

/** Write: the same value where nothing has changed. `volume` tells this volume from all others. */
export function writePayload(before: MountedVolume | undefined, payload: Payload, volume: string, now: number): MountedVolume {
  return before !== undefined && !differs(before.payload, payload) ? before : { payload, at: now, directory: directoryName(volume, now) };
}

const files = (payload: Payload, under: string): Entry[] => {
  const names = new Set(Object.keys(payload).filter((path) => path.startsWith(under)).map((path) => path.slice(under.length).split('/')[0] ?? ''));
  return [...names].sort().map((name) => {
    const file = payload[`${under}${name}`];
    return file === undefined ? { kind: 'directory', name } : { kind: 'file', name, ...file };
  });
};

/** What stands in the volume's directory, or in one below it; undefined where there is none. */
export function entriesOf({ payload, directory }: MountedVolume, path = ''): readonly Entry[] | undefined {
  if (path === '') {
    const visible = files(payload, '').map(({ name }): Entry => ({ kind: 'link', name, to: `..data/${name}` }));
    return [{ kind: 'directory', name: directory }, { kind: 'link', name: '..data', to: directory }, ...visible];
  }
  const inside = files(payload, realPath(directory, path));
  return inside.length === 0 ? undefined : inside;
}

/** A path in the volume with its links followed, as the beginning of payload paths. */
function realPath(directory: string, path: string): string {
  const rest = path.split('/').filter((part) => part !== '' && part !== '.');
  if (rest[0] === '..data' || rest[0] === directory) rest.shift();
  return rest.length === 0 ? '' : `${rest.join('/')}/`;
}

/** A file's content by its path in the volume. */
export const fileAt = ({ payload, directory }: MountedVolume, path: string): string | undefined => payload[realPath(directory, path).replace(/\/$/, '')]?.data;
