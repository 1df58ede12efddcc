/** How long the calls of a container runtime take on an idle machine, a process that is run in a container, and a status on its way to the API server, µs. */
export const SANDBOX = 60_000;
export const START = 10_000;
export const STOP = 40_000;
export const EXEC = 50_000;
export const SEND = 25_000;
/** One look of the kubelet at the runtime's Pods: the next begins a second after it has ended, so that looks do not fall on the whole seconds at which processes end. */
export const RELIST = 40_000;
