/** By what a worker could reach further than its page. */
const WAYS = ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'FontFace', 'importScripts', 'Worker', 'SharedWorker', 'BroadcastChannel', 'caches', 'indexedDB'] as const;

/**
 * Takes the network away from a worker, for good. Programs of the reader run in an interpreter that has none anyhow; this is the wall behind it. Code that is loaded
 * later does not load any more: call it when all is there.
 */
export function closeNetwork(scope: object): void {
  for (const way of WAYS) {
    for (let at: object | null = scope; at !== null; at = Object.getPrototypeOf(at) as object | null) if (Object.hasOwn(at, way)) Reflect.deleteProperty(at, way);
    Object.defineProperty(scope, way, { value: undefined, writable: false, configurable: false });
  }
}
