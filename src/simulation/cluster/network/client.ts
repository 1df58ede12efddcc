import type { Listener } from '../../network/tools';

/** Whoever uses the network. */
export interface Client {
  readonly address: string;
  /** The node whose kernel its packets meet first; undefined outside the cluster. */
  readonly node: string | undefined;
  readonly resolvConf: string;
  /** /etc/hosts. */
  readonly hosts: string;
  /** What listens on its own loopback interface. */
  readonly local: (port: number) => Listener | undefined;
  readonly issuersIn: (path: string) => readonly string[] | undefined;
  /** Its files. */
  readonly read?: (path: string) => string | undefined;
}
