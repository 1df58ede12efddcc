/** What it keeps in mind from one loop to the next. Times in µs since 1970. */
export interface AutoscalerMemory {
  /** Machines that it has asked the cloud for and that are not there yet, with the time. */
  readonly asked: Readonly<Record<string, number>>;
  readonly lastScaleUp: number | undefined;
  /** Since when nodes have been unneeded. */
  readonly unneeded: Readonly<Record<string, number>>;
  /** Nodes that go: while their Pods leave, and when the cloud has been told to take the machine. */
  readonly leaving: Readonly<Record<string, 'draining' | 'off'>>;
  /** What the status said last, and since when. */
  readonly said: Readonly<Record<string, { readonly status: string; readonly since: number }>>;
}

export const NEW_MEMORY: AutoscalerMemory = { asked: {}, lastScaleUp: undefined, unneeded: {}, leaving: {}, said: {} };

export const without = <T>(all: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));
