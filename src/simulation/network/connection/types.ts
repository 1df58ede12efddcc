import type { DirectionVerdict, NetworkIndex } from '../../policy/network-policy';
import type { Family, ProxyState, RoutedEndpoint, RoutingNode, Step } from '../proxy';

/** A node with what its kernel decides by. */
export interface NetworkNode {
  readonly name: string;
  readonly routing: RoutingNode;
  /** The rules of its kube-proxy, by IP family; they stay in the kernel when kube-proxy stops. */
  readonly rules: Readonly<Partial<Record<Family, ProxyState>>>;
  /** What the node calls itself when it masquerades. */
  readonly addresses: Readonly<Partial<Record<Family, string>>>;
}

/** Something at an address: a Pod, or a machine outside. */
export interface Host {
  readonly address: string;
  /** The node it is on; undefined outside the cluster. */
  readonly node: string | undefined;
  /** `TCP/8080` and the like, that a process listens on. */
  readonly listens: readonly string[];
}

export interface NetworkWorld {
  readonly nodes: ReadonlyMap<string, NetworkNode>;
  readonly hosts: ReadonlyMap<string, Host>;
  /** undefined: nothing enforces NetworkPolicies. */
  readonly policies: NetworkIndex | undefined;
}

export interface Attempt {
  readonly from: string;
  readonly sourcePort: number;
  readonly to: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** Where its packets meet the first rules: the node of a Pod or process, or the one that outside traffic arrives at. undefined: they reach no node. */
  readonly through: string | undefined;
}

/** A connection that kernels remember (conntrack): its packets meet no rules any more. */
export interface Flow extends Attempt {
  readonly endpoint: string;
  /** The address that the endpoint sees. */
  readonly source: string;
}

/** What a client's program is told: connect(2) and read(2) on Linux. */
export type Ending =
  | 'answered'
  /** ECONNREFUSED at once: a REJECT rule, or nobody listens there. */
  | 'refused'
  /** ETIMEDOUT: packets vanish. */
  | 'timed-out'
  /** ECONNRESET: whoever has the address does not know the connection. */
  | 'reset';

/** A packet as it leaves a node. */
export interface Sent {
  readonly ip: string;
  readonly port: number;
  readonly source: string;
}

/** One station on the way, in order. */
export type Hop =
  | { readonly at: 'client'; readonly address: string }
  | { readonly at: 'no-way-in'; readonly address: string }
  | { readonly at: 'conntrack'; readonly node: string; readonly endpoint: string }
  /** `sent`: where its packets go on to, and as whom; missing where a rule stops them. */
  | { readonly at: 'rules'; readonly node: string; readonly verdict: 'DNAT' | 'REJECT' | 'DROP' | 'none'; readonly chosen?: RoutedEndpoint; readonly steps: readonly Step[]; readonly sent?: Sent }
  | { readonly at: 'policy'; readonly direction: 'egress' | 'ingress'; readonly decided: DirectionVerdict }
  | { readonly at: 'endpoint'; readonly address: string; readonly node: string | undefined; readonly listens: boolean; readonly exists: boolean };

export interface Attempted {
  readonly ending: Ending;
  /** Until the program is told. */
  readonly seconds: number;
  readonly hops: readonly Hop[];
  /** Where it got an answer, and as whom it was seen there. */
  readonly flow?: Flow;
}
