/** What systemd knows of a machine's services, and what they have written into the journal. A value that is replaced, never changed. Times in µs since 1970. */

/** `containerLogMaxSize`, `containerLogMaxFiles` and `containerLogMonitorInterval` of the kubelet's configuration; bytes and µs. */
export interface LogSettings {
  readonly maxSize: number;
  readonly maxFiles: number;
  readonly every: number;
}

export const DEFAULT_LOGS: LogSettings = { maxSize: 10 * 1024 ** 2, maxFiles: 5, every: 10_000_000 };

export type UnitName = 'kubelet' | 'containerd';

export interface UnitState {
  /** `activating`: it ended by itself, and is started again a little later. */
  readonly active: 'active' | 'inactive' | 'activating' | 'failed';
  readonly since: number;
  readonly pid: number;
  /** How often it was started again by itself. */
  readonly restarts: number;
  /** With which status its last process ended. */
  readonly exit?: number;
}

export interface JournalLine {
  readonly at: number;
  readonly unit: UnitName;
  /** `systemd` or the program. */
  readonly by: string;
  readonly pid: number;
  readonly text: string;
}

export interface Services {
  readonly units: Readonly<Record<UnitName, UnitState>>;
  readonly disabled: readonly UnitName[];
  readonly journal: readonly JournalLine[];
  /** The files of units as they were when systemd read them; those of the packages where it has not been told to read them again. */
  readonly loaded?: Readonly<Record<string, string>>;
  /** The next process's number. */
  readonly nextPid: number;
  /** How its kubelet was started. */
  readonly kubelet: { readonly staticPodPath: string; /** The defaults where it is not said. */ readonly logs?: LogSettings };
}

export const UNIT_WORDS: Readonly<Record<UnitName, string>> = { kubelet: 'kubelet: The Kubernetes Node Agent', containerd: 'containerd container runtime' };
