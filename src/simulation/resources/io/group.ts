/** State of one cgroup's I/O limits and weights, and of the host's disk. */
export const IO_LIMITS = ['rbps', 'wbps', 'riops', 'wiops'] as const;
export type IoLimit = (typeof IO_LIMITS)[number];

/** `io.weight` where nobody wrote it (CGROUP_WEIGHT_DFL). */
export const DEFAULT_IO_WEIGHT = 100;

export interface IoGroup {
  /** Bytes and operations a second; null is "max". */
  limits: Record<IoLimit, number | null>;
  /** When each limit will have let everything asked for so far pass, µs since boot. */
  freeAt: Record<IoLimit, number>;
  /** `io.weight`: for every disk, and for the host's one where it has its own. */
  weight: { default: number; disk: number | null };
  /** `io.stat`, own processes only. */
  stat: { rbytes: number; wbytes: number; rios: number; wios: number };
}

export const newIoGroup = (): IoGroup => ({
  limits: { rbps: null, wbps: null, riops: null, wiops: null }, freeAt: { rbps: 0, wbps: 0, riops: 0, wiops: 0 },
  weight: { default: DEFAULT_IO_WEIGHT, disk: null }, stat: { rbytes: 0, wbytes: 0, rios: 0, wios: 0 },
});

export interface DiskRequest {
  pid: number;
  /** Of the process when it asked: a request stays where it was charged. */
  cgroup: string;
  /** Bytes still to be moved. */
  left: number;
  /** When `io.max` lets it pass, µs since boot. */
  from: number;
}

export interface Disk {
  /** Null: it takes no time. */
  bytesPerSecond: number | null;
  /** blk-iocost is on: weights count. */
  weighted: boolean;
  requests: DiskRequest[];
  /** Up to where the requests have been worked on, µs since boot. */
  at: number;
}
