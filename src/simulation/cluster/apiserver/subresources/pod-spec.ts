/** The parts of a running Pod that may change after all: its ephemeral containers, and the resources of its containers (pkg/registry/core/pod/strategy.go). */
import { parseResourceList, qosClass } from '../../../api';
import type { ApiObject, Container, Node, Pod } from '../../../api';
import { semanticEqual } from '../../../api/equal';
import { forbidden, invalid as invalidField } from '../../../api/field-errors';
import type { FieldError } from '../../../api/field-errors';
import { internalDiff } from '../../../api/internal-types/pod';
import { forbiddenBy, invalid } from '../../../api/request/create';
import { validatePodCreate } from '../../../api/validation/pod';
import { resizeBeyondNode } from '../../../resources/pod/resize';
import { objectAt } from '../../store/store';
import { fromStatus } from '../failures';
import type { Target } from '../resource';
import type { ApiServer, Failure } from '../types';

export const POD_SPEC_SUBRESOURCES: ReadonlySet<string> = new Set(['ephemeralcontainers', 'resize']);

type Prepared = { readonly object: ApiObject; readonly warnings: readonly string[] } | { readonly failure: Failure };

const isMirror = ({ metadata }: Pod): boolean => metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined;

/** dropNonEphemeralContainerUpdates. */
const withEphemeral = (pod: Pod, old: Pod): Pod => ({ ...old, spec: { ...old.spec, ...(pod.spec.ephemeralContainers === undefined ? {} : { ephemeralContainers: pod.spec.ephemeralContainers }) } });

/** ValidatePodEphemeralContainersUpdate: they can be added, and nothing else. */
function ephemeralErrors(pod: Pod, old: Pod): FieldError[] {
  if (isMirror(old)) return [forbidden('', 'static pods do not support ephemeral containers')];
  const errors = validatePodCreate(pod).filter(({ detail }) => detail !== 'cannot be set on create');
  const path = 'spec.ephemeralContainers';
  for (const before of old.spec.ephemeralContainers ?? []) {
    const after = (pod.spec.ephemeralContainers ?? []).find(({ name }) => name === before.name);
    if (after === undefined) errors.push(forbidden(path, `existing ephemeral containers "${before.name}" may not be removed\n`));
    else if (!semanticEqual(before, after)) errors.push(forbidden(path, `existing ephemeral containers "${before.name}" may not be changed\n${internalDiff('EphemeralContainer', before, after)}`));
  }
  return errors;
}

/** dropNonResizeUpdatesForContainers. */
const withResources = (containers: readonly Container[] | undefined, old: readonly Container[] | undefined): readonly Container[] | undefined =>
  old?.map((before, index) => {
    const { resources, resizePolicy } = containers?.[index] ?? {};
    return { ...before, ...(resources === undefined ? {} : { resources }), ...(resizePolicy === undefined ? {} : { resizePolicy }) };
  });

function resized(pod: Pod, old: Pod): Pod {
  const sameNames = (['containers', 'initContainers'] as const).every((list) => semanticEqual((pod.spec[list] ?? []).map(({ name }) => name), (old.spec[list] ?? []).map(({ name }) => name)));
  if (!sameNames) return pod;
  const init = withResources(pod.spec.initContainers, old.spec.initContainers);
  return { ...old, spec: { ...old.spec, containers: withResources(pod.spec.containers, old.spec.containers)!, ...(init === undefined ? {} : { initContainers: init }), ...(pod.spec.resources === undefined ? {} : { resources: pod.spec.resources }) } };
}

/** validateContainerResize: what was asked for or limited cannot be left out; only CPU and memory change. */
function containerErrors(after: Container | undefined, before: Container, path: string): FieldError[] {
  return (['limits', 'requests'] as const).flatMap((list) => {
    const [now, then] = [after?.resources?.[list] ?? {}, before.resources?.[list] ?? {}];
    const removed = Object.keys(then).filter((name) => (name === 'cpu' || name === 'memory') && !Object.hasOwn(now, name));
    const others = (amounts: Readonly<Record<string, string>>): object => Object.fromEntries(Object.entries(amounts).filter(([name]) => name !== 'cpu' && name !== 'memory'));
    return [
      ...(removed.length === 0 ? [] : [forbidden(`${path}.${list}`, `resource ${list} cannot be removed`)]),
      ...(semanticEqual(others(now), others(then)) ? [] : [forbidden('spec', 'only cpu and memory resources are mutable')]),
    ];
  });
}

/** ValidatePodResize. */
function resizeErrors(pod: Pod, old: Pod): FieldError[] {
  if (isMirror(old)) return [forbidden('', 'static pods cannot be resized')];
  const errors = validatePodCreate(pod).filter(({ detail }) => detail !== 'cannot be set on create');
  const qos = qosClass(old.spec);
  if (qosClass(pod.spec) !== qos) errors.push(invalidField('spec', qos, 'Pod QOS Class may not change as a result of resizing'));
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, before] of (old.spec[list] ?? []).entries()) errors.push(...containerErrors(pod.spec[list]?.[index], before, `spec.${list}[${index}].resources`));
  }
  return errors;
}

/** PUT and PATCH of `ephemeralcontainers` and `resize`. */
export function preparePodSpec(server: ApiServer, target: Target, subresource: string, object: ApiObject, stored: ApiObject): Prepared {
  const { kind } = target;
  const [given, old] = [(kind.defaults?.(object) ?? object) as Pod, stored as Pod];
  const ephemeral = subresource === 'ephemeralcontainers';
  const made = ephemeral ? withEphemeral(given, old) : resized(given, old);
  const errors = ephemeral ? ephemeralErrors(made, old) : resizeErrors(made, old);
  const name = old.metadata.name ?? '';
  if (errors.length > 0) return { failure: fromStatus(invalid(kind, name, errors)) };
  if (semanticEqual(made.spec, old.spec)) return { object: old, warnings: [] };
  const node = ephemeral ? undefined : (objectAt(server.store.tables, 'nodes', old.spec.nodeName ?? '') as Node | undefined);
  const beyond = node === undefined ? null : resizeBeyondNode(made.spec, parseResourceList(node.status?.allocatable));
  if (beyond !== null) return { failure: fromStatus(forbiddenBy(kind, name, beyond)) };
  return { object: { ...made, metadata: { ...old.metadata, generation: (old.metadata.generation ?? 0) + 1 } } as Pod, warnings: [] };
}
