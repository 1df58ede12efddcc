/** How long the calls of a container runtime take, a process that is run in a container, and a status on its way to the API server, µs. */
export interface Pace {
  readonly sandbox: number;
  readonly start: number;
  readonly stop: number;
  readonly exec: number;
  readonly send: number;
  /** Until the kubelet looks at a change of a Pod. */
  readonly hear: number;
}

/** On an idle machine. */
export const IDLE: Pace = { sandbox: 60_000, start: 5_000, stop: 30_000, exec: 50_000, send: 12_000, hear: 0 };

const HEAR = 40_000;

/** On one that is so many times slower. */
export const paceOf = (slower = 1): Pace => (slower === 1 ? IDLE : { sandbox: slower * IDLE.sandbox, start: slower * IDLE.start, stop: slower * IDLE.stop, exec: slower * IDLE.exec, send: slower * IDLE.send, hear: (slower - 1) * HEAR });

/** One look of the kubelet at the runtime's Pods: the next begins a second after it has ended, so that looks do not fall on the whole seconds at which processes end. */
export const RELIST = 40_000;
