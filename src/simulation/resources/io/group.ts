/** State of one cgroup's I/O limits. */
export const IO_LIMITS = ['rbps', 'wbps', 'riops', 'wiops'] as const;
export type IoLimit = (typeof IO_LIMITS)[number];

export interface IoGroup {
  /** Bytes and operations a second; null is "max". */
  limits: Record<IoLimit, number | null>;
  /** When each limit will have let everything asked for so far pass, µs since boot. */
  freeAt: Record<IoLimit, number>;
  /** `io.stat`, own processes only. */
  stat: { rbytes: number; wbytes: number; rios: number; wios: number };
}

export const newIoGroup = (): IoGroup => ({
  limits: { rbps: null, wbps: null, riops: null, wiops: null }, freeAt: { rbps: 0, wbps: 0, riops: 0, wiops: 0 }, stat: { rbytes: 0, wbytes: 0, rios: 0, wios: 0 },
});
