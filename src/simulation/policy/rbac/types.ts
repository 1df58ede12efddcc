/** Objects of `rbac.authorization.k8s.io/v1`, as far as a decision reads them, and the questions that are asked. */
import type { LabelSelector } from '../../api/types';

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

export interface Subject {
  readonly kind: string;
  readonly apiGroup?: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface RoleRef {
  readonly apiGroup?: string;
  readonly kind: string;
  readonly name: string;
}

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Role {
  readonly metadata: Metadata;
  readonly rules?: readonly PolicyRule[] | null;
}

export interface ClusterRole extends Role {
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] } | null;
}

/** A RoleBinding or a ClusterRoleBinding: the latter has no namespace. */
export interface Binding {
  readonly metadata: Metadata;
  readonly subjects?: readonly Subject[] | null;
  readonly roleRef: RoleRef;
}

/** All objects of a cluster that RBAC reads. */
export interface RbacObjects {
  readonly roles?: readonly Role[];
  readonly clusterRoles?: readonly ClusterRole[];
  readonly roleBindings?: readonly Binding[];
  readonly clusterRoleBindings?: readonly Binding[];
}

/** user.Info: groups are those that authentication found (`system:authenticated` among them). */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** authorizer.Attributes of a request for a resource. Without a namespace: cluster scope, or all namespaces. */
export interface ResourceRequest {
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** authorizer.Attributes of a request for a path such as `/healthz`. */
export interface PathRequest {
  readonly verb: string;
  readonly path: string;
}

export type AccessRequest = ResourceRequest | PathRequest;

/** A rule together with the binding and the subject through which it reaches the user. */
export interface Grant {
  readonly binding: Binding;
  readonly subject: Subject;
  readonly rule: PolicyRule;
  /** Place of the rule in its role. */
  readonly index: number;
}
