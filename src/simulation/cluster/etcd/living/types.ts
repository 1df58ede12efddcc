import type { Backend } from '../backend';
import type { EtcdProcess } from '../types';
import type { Entry, KeySpace } from '../mvcc';

/** A member of a living cluster's etcd, whether it runs or not. */
export interface LivingMember extends Omit<EtcdProcess, 'backend' | 'running'> {
  /** Without `keys`: it holds what the API server reads. */
  readonly backend: Omit<Backend, 'keys'> & { readonly keys?: KeySpace };
  /** Somebody has changed its data directory by hand, so its files are what lies there. */
  readonly touched?: true;
}

/** What of etcd is not in the store. */
export interface LivingEtcd {
  readonly members: readonly LivingMember[];
  readonly leaderId: string;
  readonly term: number;
  /** Revision of the store at which the members' log was as long as they say. */
  readonly at: number;
  /** Keys that are not the API server's. */
  readonly foreign: readonly Entry[];
}
