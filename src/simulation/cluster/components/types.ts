import type { OrderedMap } from '../../base/ordered-map';

/** Members of etcd. The API server knows all three, so it goes on as long as two of them agree. */
export const ETCD_MEMBERS = ['etcd-0', 'etcd-1', 'etcd-2'] as const;

/**
 * What can be stopped: the parts of the control plane, the kubelet of a node, a node's network (nothing reaches it, it reaches nothing), and CoreDNS, of which
 * only is said that it does not answer.
 */
export type ComponentName = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'coredns' | (typeof ETCD_MEMBERS)[number] | `kubelet/${string}` | `network/${string}`;

export interface ComponentsState {
  readonly stopped: OrderedMap<string, true>;
  /** Processes that have been started and are not there yet. */
  readonly starting: OrderedMap<string, true>;
  /** Processes whose watches are broken. */
  readonly broken: OrderedMap<string, Broken>;
  /** Of these, those that stand at a revision of before the API server began anew: its watch cache has none of what was then. */
  readonly outdated?: OrderedMap<string, true>;
  /** Members of etcd whose data is not that which the API server reads, whether they run or not. */
  readonly apart?: OrderedMap<string, true>;
  /** Members of etcd to which the API server has no connection, as one of the two did not accept the other's certificate when it last began. */
  readonly unlinked?: OrderedMap<string, true>;
  /** Processes whose requests do not get to the API server, and what they are told; {@link CONNECTS_ANEW}: they have no connection from before its certificate ended. */
  readonly astray?: OrderedMap<string, string>;
  /** Processes that are known by a client certificate: when it ends, µs since 1970. It is what they read when they began (client-go reads one that stands in a kubeconfig once). */
  readonly clients?: OrderedMap<string, number>;
  /** The API server's certificate: when it ends, and when the process began that shows it, µs since 1970. Connections that were made before last. */
  readonly served?: { readonly until: number; readonly from: number };
}

/** How a process tries to connect again: how often it has waited since its back-off began (anew), and when that was, µs. */
export interface Broken {
  readonly tries: number;
  readonly since: number;
}

/** Who has begun after the API server's certificate had ended. */
export const CONNECTS_ANEW = 'connects anew';

export const ALL_RUN: ComponentsState = { stopped: null, starting: null, broken: null };

/** Where a request comes from: the process, and the node that it runs on where that is one whose network can be cut. */
export interface Origin {
  readonly process: string;
  readonly node?: string;
}

/** Somebody at a terminal, outside of the cluster. */
export const OUTSIDE: Origin = { process: '' };
