/** What is wrong with a claim, or with what a node has for it. */
export type DeviceProblem =
  | 'missing'
  | 'notCreated'
  | 'deleting'
  | 'foreign'
  | 'unknown'
  /** Another Pod's attempt allocates it right now. */
  | 'inProgress'
  | 'noClass'
  /** The claim is allocated, and its devices are not to be had on this node. */
  | 'elsewhere'
  /** The node has no extended resource of the name, and no class stands for it. */
  | 'noResource'
  /** A claim for extended resources is left from an earlier attempt. */
  | 'stale'
  | 'invalidPools'
  /** A selector, a class or a pool makes the attempt fail. */
  | 'failed';

/** What the devices of a node are to a request; each device is counted once, under the first that holds. */
export interface DeviceCount {
  /** As results name it: `request` or `request/alternative`. */
  readonly request: string;
  /** Null for all that there are. */
  readonly wanted: number | null;
  readonly total: number;
  readonly notSelected: number;
  readonly inUse: number;
  readonly tainted: number;
  readonly free: number;
}

export type DeviceRejection =
  | { readonly kind: 'claim'; readonly problem: DeviceProblem; readonly name: string }
  /** "cannot allocate all claims": per claim and request what the node has. */
  | { readonly kind: 'devices'; readonly claims: readonly { readonly claim: string; readonly requests: readonly DeviceCount[] }[] };

/** The preference of what was taken of each request with alternatives: 8 for the first, 7 for the second, … */
export interface DeviceScore {
  readonly kind: 'devices';
  readonly taken: readonly { readonly claim: string; readonly request: string; readonly points: number }[];
}
