/** The script that is a container's first process, while it runs: as plain data, so that it is gone back to and replayed as all else. */
export interface Process {
  readonly argv: readonly string[];
  /** When it goes on, µs since 1970. */
  readonly at: number;
  /** Which of its commands is next. */
  readonly next: number;
  readonly status: number;
  readonly directory: string;
  readonly variables: Readonly<Record<string, string>>;
  /** How much of a file it has printed that it follows (`tail -f`). */
  readonly followed?: number;
  /** It runs on and does nothing any more that is seen. */
  readonly idle?: true;
}

export const processesName = (node: string): string => `processes-${node}`;
export const LOOK = 'look';
