/**
 * The API's types under their own names, generated from its schema. Quantities are canonical strings (`"500m"`, `"1Gi"`), as in the
 * API's JSON. A kind that is not named here stands in `generated/types/<group>.<version>`.
 */
import type { Deployment } from './generated/types/apps.v1';
import type { Container, EphemeralContainer, Node, Pod } from './generated/types/core.v1';
import type { ObjectMeta } from './generated/types/meta.v1';
import type { Quantity } from './scalars';

export type { Deployment, DeploymentSpec, DeploymentStrategy, ReplicaSet } from './generated/types/apps.v1';
export type {
  Affinity,
  Container,
  ContainerImage,
  ContainerPort,
  ContainerStatus,
  Node,
  NodeAffinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Pod,
  PodAffinity,
  PodAffinityTerm,
  PodSpec,
  PodStatus,
  PodTemplateSpec,
  Probe,
  ResourceRequirements,
  Taint,
  Toleration,
  TopologySpreadConstraint,
  Volume,
} from './generated/types/core.v1';
export type { LabelSelector, LabelSelectorRequirement, ObjectMeta, OwnerReference } from './generated/types/meta.v1';
export type { IntOrString } from './scalars';

export type Labels = Readonly<Record<string, string>>;
export type ResourceList = Readonly<Record<string, Quantity>>;
export type AnyContainer = Container | EphemeralContainer;

/** What every object of the API has. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** The objects of the scheduler's labs. */
export type LabObject = Pod | Deployment | Node;
