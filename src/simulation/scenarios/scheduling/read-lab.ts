import { readManifests } from '../../api';
import { withDefaultNamespace } from '../../api/defaulting/namespace';
import type { Node, Problem } from '../../api';
import type { ResourceClaimTemplate } from '../../api/generated/types/resource.v1';
import type { PriorityClass } from '../../api/generated/types/scheduling.v1';
import type { StorageClass } from '../../api/generated/types/storage.v1';
import { isOtherKind } from '../../scheduler';
import type { OtherObject } from '../../scheduler';
import { LAB_KINDS } from './kinds';
import type { Workload } from './workloads';

/** A manifest, sorted by what the lab does with it. */
export interface LabContents {
  /** Nodes of the manifest's own; they take the place of the lab's. */
  readonly nodes: readonly Node[];
  readonly workloads: readonly Workload[];
  readonly priorityClasses: readonly PriorityClass[];
  readonly others: readonly OtherObject[];
  readonly claimTemplates: readonly ResourceClaimTemplate[];
  readonly problems: readonly Problem[];
}

/** The default class of the lab's cluster, for claims that name none: volumes are made where the Pod goes. */
const STANDARD: StorageClass = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'lab.example/provisioner',
  volumeBindingMode: 'WaitForFirstConsumer',
};

/** A node without a status has room for nothing, as no kubelet has reported; its host name label is its name. */
function withHostname(node: Node): Node {
  const name = node.metadata.name ?? '';
  return { ...node, metadata: { ...node.metadata, labels: { 'kubernetes.io/hostname': name, ...node.metadata.labels } } };
}

/** Admission DefaultStorageClass: a claim that names no class gets the default one. */
function withClass(object: OtherObject, standard: string): OtherObject {
  if (object.kind !== 'PersistentVolumeClaim' || object.spec?.storageClassName !== undefined) return object;
  return { ...object, spec: { ...object.spec, storageClassName: standard } };
}

/** What a text of manifests (documents or Lists, YAML or JSON) comes to in the lab. */
export function readLab(text: string): LabContents {
  const { objects, problems } = readManifests(text, LAB_KINDS);
  const nodes: Node[] = [];
  const workloads: Workload[] = [];
  const priorityClasses: PriorityClass[] = [];
  const others: OtherObject[] = [];
  const claimTemplates: ResourceClaimTemplate[] = [];
  for (const { object: read, kind } of objects) {
    const object = kind.resource?.namespaced === true ? { ...read, metadata: withDefaultNamespace(read.metadata) } : read;
    switch (object.kind) {
      case 'Node':
        nodes.push(withHostname(object));
        break;
      case 'ResourceClaimTemplate':
        claimTemplates.push(object);
        break;
      case 'PriorityClass':
        priorityClasses.push(object);
        break;
      case 'Pod':
      case 'Deployment':
      case 'StatefulSet':
      case 'DaemonSet':
      case 'Job':
      case 'ReplicaSet':
        workloads.push(object);
        break;
      default:
        if (isOtherKind(object.kind)) others.push(object);
    }
  }
  const classes = others.filter((object) => object.kind === 'StorageClass');
  const standard = classes.length === 0 ? STANDARD : classes.find(({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true');
  const claimed = standard === undefined ? others : others.map((object) => withClass(object, standard.metadata.name ?? ''));
  return {
    nodes,
    workloads: standard === undefined ? workloads : workloads.map((workload) => withTemplateClass(workload, standard.metadata.name ?? '')),
    priorityClasses,
    claimTemplates,
    others: [...(classes.length === 0 ? [STANDARD] : []), ...claimed, ...workloads.filter((workload) => workload.kind === 'StatefulSet' || workload.kind === 'ReplicaSet')],
    problems,
  };
}

const withTemplateClass = (workload: Workload, storageClassName: string): Workload =>
  workload.kind !== 'StatefulSet' || workload.spec.volumeClaimTemplates === undefined
    ? workload
    : { ...workload, spec: { ...workload.spec, volumeClaimTemplates: workload.spec.volumeClaimTemplates.map((claim) => ({ ...claim, spec: { storageClassName, ...claim.spec } })) } };
