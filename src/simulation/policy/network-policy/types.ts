/** Objects of `networking.k8s.io/v1` and the Pods they are about, as far as a verdict reads them. */
import type { LabelSelector, Labels } from '../../api/types';

export interface NetworkPolicyPort {
  /** TCP if left out. */
  readonly protocol?: string;
  /** A number, or the name of a port of the destination Pod; without it every port of the protocol. */
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface NetworkPolicyRule {
  readonly ports?: readonly NetworkPolicyPort[] | null;
  readonly from?: readonly NetworkPolicyPeer[] | null;
  readonly to?: readonly NetworkPolicyPeer[] | null;
}

export interface NetworkPolicy {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly podSelector?: LabelSelector;
    readonly policyTypes?: readonly string[] | null;
    readonly ingress?: readonly NetworkPolicyRule[] | null;
    readonly egress?: readonly NetworkPolicyRule[] | null;
  };
}

export interface NetworkPod {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec: {
    readonly hostNetwork?: boolean;
    readonly containers?: readonly { readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[] | null }[];
  };
  readonly status?: { readonly phase?: string; readonly podIP?: string; readonly podIPs?: readonly { readonly ip: string }[] };
}

export interface NetworkNamespace {
  readonly metadata: { readonly name: string; readonly labels?: Labels };
}

export interface NetworkObjects {
  readonly namespaces: readonly NetworkNamespace[];
  readonly pods: readonly NetworkPod[];
  /** As a user writes them or as they are stored. */
  readonly networkPolicies: readonly NetworkPolicy[];
}

export type Direction = 'ingress' | 'egress';

/** The first packet of a connection. */
export interface Connection {
  /** Addresses; one that no Pod has, or a Pod on the host network, is just an address. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}
