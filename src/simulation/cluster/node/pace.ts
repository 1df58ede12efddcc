/** How long the calls of a container runtime take on an idle machine, and a process that is run in a container, µs: short, but what ends on a tick is seen at the next one. */
export const SANDBOX = 60_000;
export const START = 40_000;
export const STOP = 40_000;
export const EXEC = 50_000;
