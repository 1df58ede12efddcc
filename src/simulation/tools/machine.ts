/** What the command line tools share: the machine they run on, and how they end. */

/** Files as a tool sees them; paths are absolute, a directory that holds something is there. */
export interface ToolFiles {
  read(path: string): string | undefined;
  /** The names in a directory; undefined where there is none. */
  list(path: string): readonly string[] | undefined;
  write(path: string, text: string): void;
  remove(path: string): void;
}

export interface ToolMachine {
  /** µs since 1970. */
  now(): number;
  readonly files: ToolFiles;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: string;
  out(text: string): void;
  err(text: string): void;
}

/** What a tool waits for: that time passes (µs). */
export interface Wait {
  readonly do: 'sleep';
  readonly micros: number;
}

/** A run that yields its waits. */
export type Steps<T> = Generator<Wait, T, undefined>;

/** Ends a tool with an exit code; what it says was said before. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/** What a path means in the machine's working directory. */
export function absolutePath({ directory }: Pick<ToolMachine, 'directory'>, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const isDirectory = ({ files }: Pick<ToolMachine, 'files'>, path: string): boolean => files.list(path) !== undefined;

/** Every file under a directory, by path. */
export function filesUnder(files: ToolFiles, directory: string): readonly string[] {
  return (files.list(directory) ?? []).flatMap((name) => {
    const path = `${directory === '/' ? '' : directory}/${name}`;
    return files.read(path) === undefined ? filesUnder(files, path) : [path];
  });
}
