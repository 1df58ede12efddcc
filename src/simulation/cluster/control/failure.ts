/** A sync that cannot be done now for a reason of the controller's own: the key comes back later. */
export class ReconcileError extends Error {}
