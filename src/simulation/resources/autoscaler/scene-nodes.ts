/**
 * The nodes of a scene, all alike, and a Cluster Autoscaler over them (10 s, empty for 10 minutes, none so soon after one was added): by requests alone. Simplified: Pods lie
 * close together, so what is left empty are whole nodes.
 */
export interface NodePool {
  /** Nodes at the start, which are also the fewest. */
  readonly start: number;
  readonly most: number;
  /** CPU of one for Pods, thousandths. */
  readonly cpu: number;
  /** Seconds from the request for a node until it takes Pods. */
  readonly bootS: number;
}

const [SCAN_S, UNNEEDED_S, AFTER_ADD_S] = [10, 600, 600];

export class Nodes {
  /** Since when each node that is there has been empty; those on their way by when they are there. */
  private emptySince: (number | null)[];
  private booting: number[] = [];
  private added = Number.NEGATIVE_INFINITY;
  /** Node-seconds so far: a machine is paid for from the moment that it is asked for. */
  seconds = 0;

  /** `each`: how many Pods a node has room for, by their requests. */
  constructor(private readonly pool: NodePool, readonly each: number) {
    this.emptySince = Array.from({ length: pool.start }, () => null);
  }

  get count(): number {
    return this.emptySince.length;
  }

  get coming(): number {
    return this.booting.length;
  }

  get room(): number {
    return this.count * this.each;
  }

  /** CPU for each of so many Pods, which are spread evenly, thousandths. */
  share(pods: number): number {
    return this.pool.cpu / Math.max(1, Math.ceil(pods / Math.max(1, this.count)));
  }

  /** A second passes with so many Pods, those without room among them. */
  pass(at: number, pods: number): void {
    const there = this.booting.filter((ready) => ready <= at).length;
    this.booting = this.booting.slice(there);
    this.emptySince = [...this.emptySince, ...Array.from({ length: there }, () => null)];
    this.seconds += this.count + this.coming;
    if (at % SCAN_S === 0) this.scan(at, pods);
  }

  private scan(at: number, pods: number): void {
    const { pool, each } = this;
    const missing = Math.ceil((pods - this.room - this.coming * each) / Math.max(1, each));
    const grows = Math.min(missing, pool.most - this.count - this.coming);
    if (each > 0 && grows > 0) {
      this.booting = [...this.booting, ...Array.from({ length: grows }, () => at + pool.bootS)];
      this.added = at;
      return;
    }
    const used = Math.ceil(pods / Math.max(1, each));
    this.emptySince = this.emptySince.map((since, index) => (index < used ? null : (since ?? at)));
    while (this.count > pool.start && at - this.added >= AFTER_ADD_S && at - (this.emptySince.at(-1) ?? at) >= UNNEEDED_S) this.emptySince = this.emptySince.slice(0, -1);
  }
}
