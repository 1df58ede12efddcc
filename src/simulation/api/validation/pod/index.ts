import { semanticEqual } from '../../equal';
import { forbidden, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { PodSchedulingGate } from '../../generated/types/core.v1';
import { internalForm } from '../../internal-types/form';
import { internalDiff, internalEqual, podTypes } from '../../internal-types/pod';
import type { Container, NodeAffinity, NodeSelectorTerm, Pod, PodSpec, Toleration } from '../../types';
import { validateKubeMeta, validateKubeMetaUpdate } from '../metadata';
import { validatePodSpec } from '../pod-spec';
import { validateTolerations } from '../scheduling';
import { rangeError } from '../names';
import { validatePodAnnotationUpdate, validatePodAnnotations, validateProfiles } from './annotations';
import { validateImageSpace } from './containers';
import { updateOptions } from './options';
import type { PodOptions } from './options';

/** validatePodMetadataAndSpec. */
function validateMetadataAndSpec({ metadata, spec }: Pod, options: PodOptions): FieldError[] {
  const tokens = (spec.volumes ?? []).flatMap(({ projected }, v) =>
    (projected?.sources ?? []).flatMap(({ serviceAccountToken: token }, s) =>
      token === undefined ? [] : [forbidden(`spec.volumes[${v}].projected.sources[${s}].serviceAccountToken`, 'must not be specified when serviceAccountName is not set')],
    ),
  );
  return [
    ...validateKubeMeta(metadata),
    ...validatePodAnnotations(metadata.annotations, spec, 'metadata.annotations'),
    ...validatePodSpec(spec, 'spec', metadata, options),
    ...(spec.serviceAccountName ? [] : tokens),
    ...(spec.containers ?? []).flatMap((container, i) => validateImageSpace(container, `spec.containers[${i}]`)),
    ...(spec.initContainers ?? []).flatMap((container, i) => validateImageSpace(container, `spec.initContainers[${i}]`)),
  ];
}

/** ValidatePodCreate (pkg/apis/core/validation), with the gates of 1.36 as they are by default. */
export function validatePodCreate(pod: Pod): FieldError[] {
  const { metadata, spec } = pod;
  return [
    ...validateMetadataAndSpec(pod, { isPod: true }),
    ...((spec.ephemeralContainers ?? []).length > 0 ? [forbidden('spec.ephemeralContainers', 'cannot be set on create')] : []),
    ...(spec.nodeName && (spec.schedulingGates ?? []).length > 0 ? [forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared')] : []),
    ...validateProfiles(metadata, spec, 'spec'),
  ];
}

/** ValidateContainerUpdates; undefined errors mean that nothing more is looked at. */
function validateContainerUpdates(containers: readonly Container[], old: readonly Container[], path: string): { readonly errors: readonly FieldError[]; readonly stop: boolean } {
  if (containers.length !== old.length) return { errors: [forbidden(path, 'pod updates may not add or remove containers')], stop: true };
  const errors = containers.flatMap((container, i) => [...(container.image ? [] : [required(`${path}[${i}].image`)]), ...validateImageSpace(container, `${path}[${i}]`)]);
  return { errors, stop: false };
}

/** validateOnlyAddedTolerations: what was there stays, but for its seconds. */
function validateAddedTolerations(tolerations: readonly Toleration[], old: readonly Toleration[], path: string): FieldError[] {
  const timeless = ({ key = '', operator = '', value = '', effect = '' }: Toleration): string => JSON.stringify([key, operator, value, effect]);
  const kept = new Set(tolerations.map(timeless));
  if (!old.every((one) => kept.has(timeless(one)))) return [forbidden(path, 'existing toleration can not be modified except its tolerationSeconds')];
  return validateTolerations(tolerations, path);
}

/** validateOnlyDeletedSchedulingGates. */
function validateDeletedGates(gates: readonly PodSchedulingGate[], old: readonly PodSchedulingGate[], path: string): FieldError[] {
  const before = new Set(old.map(({ name = '' }) => name));
  const added = new Map(gates.map(({ name = '' }, i) => [name, i]));
  return [...added].filter(([name]) => !before.has(name)).map(([name, i]) => forbidden(`${path}[${i}].name`, `only deletion is allowed, but found new scheduling gate '${name}'`));
}

/** validateActiveDeadlineSeconds of an update: it may be set, and become less. */
function validateDeadline(seconds: number | undefined, old: number | undefined, path: string): FieldError[] {
  if (seconds === undefined) return old === undefined ? [] : [invalid(path, null, 'must not update from a positive integer to nil value')];
  if (seconds < 0 || seconds > 2 ** 31 - 1) return [invalid(path, seconds, rangeError(0, 2 ** 31 - 1))];
  return old !== undefined && old < seconds ? [invalid(path, seconds, 'must be less than or equal to previous value')] : [];
}

/** validateNodeSelectorTermHasOnlyAdditions. */
function onlyAdds(term: NodeSelectorTerm, old: NodeSelectorTerm): boolean {
  const lists = ['matchExpressions', 'matchFields'] as const;
  const empty = lists.every((list) => (old[list] ?? []).length === 0);
  if (empty && lists.some((list) => (term[list] ?? []).length > 0)) return false;
  return lists.every((list) => semanticEqual((term[list] ?? []).slice(0, (old[list] ?? []).length), old[list] ?? []));
}

const shownTerm = (term: NodeSelectorTerm): unknown => internalForm(podTypes, 'NodeSelectorTerm', term);

/** validateNodeAffinityMutation. */
function validateNodeAffinity(affinity: NodeAffinity | undefined, old: NodeAffinity | undefined, path: string): FieldError[] {
  const field = 'requiredDuringSchedulingIgnoredDuringExecution';
  const [terms, before] = [affinity?.[field]?.nodeSelectorTerms ?? [], old?.[field]?.nodeSelectorTerms ?? []];
  if (old?.[field] === undefined) return [];
  const at = `${path}.${field}.nodeSelectorTerms`;
  if (before.length > 0 && before.length !== terms.length) return [invalid(at, terms.map(shownTerm), 'no additions/deletions to non-empty NodeSelectorTerms list are allowed')];
  return before.flatMap((term, i) => (onlyAdds(terms[i] ?? {}, term) ? [] : [invalid(`${at}[${i}]`, shownTerm(terms[i] ?? {}), 'only additions are allowed (no mutations or deletions)')]));
}

/** What a gated Pod may still narrow: where it runs. The errors, and the spec with what was allowed put back. */
function validateGated(spec: PodSpec, old: PodSpec): { readonly errors: readonly FieldError[]; readonly munged: PodSpec } {
  const { affinity, nodeSelector = {} } = spec;
  const widened = Object.entries(old.nodeSelector ?? {}).some(([key, value]) => nodeSelector[key] !== value);
  const errors = widened ? [invalid('spec.nodeSelector', nodeSelector, 'only additions to spec.nodeSelector are allowed (no mutations or deletions)')] : [];
  errors.push(...validateNodeAffinity(affinity?.nodeAffinity, old.affinity?.nodeAffinity, 'spec.affinity.nodeAffinity'));
  const others = affinity?.podAffinity !== undefined || affinity?.podAntiAffinity !== undefined;
  const restored = old.affinity === undefined && !others ? undefined : { ...affinity, nodeAffinity: old.affinity?.nodeAffinity };
  return { errors, munged: { ...spec, nodeSelector: old.nodeSelector, affinity: restored } as PodSpec };
}

const UPDATABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',');

/** The new spec with everything that an update may change as it was. */
function munge(spec: PodSpec, old: PodSpec): PodSpec {
  const images = (containers: readonly Container[] | undefined, before: readonly Container[] = []): readonly Container[] | undefined => containers?.map((container, i) => ({ ...container, image: before[i]?.image }) as Container);
  const negative = (old.terminationGracePeriodSeconds ?? 0) < 0 && spec.terminationGracePeriodSeconds === 1;
  return {
    ...spec,
    containers: images(spec.containers, old.containers) ?? [],
    initContainers: images(spec.initContainers, old.initContainers),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
    ...(negative ? { terminationGracePeriodSeconds: old.terminationGracePeriodSeconds } : {}),
  } as PodSpec;
}

/** ValidatePodUpdate: of a Pod little may change. */
export function validatePodUpdate(pod: Pod, old: Pod): FieldError[] {
  const errors = [
    ...validateKubeMetaUpdate(pod.metadata, old.metadata),
    ...validateMetadataAndSpec(pod, updateOptions(old.spec, true)),
    ...validatePodAnnotationUpdate(pod.metadata, old.metadata, pod.spec, 'metadata.annotations'),
  ];
  for (const list of ['containers', 'initContainers'] as const) {
    const found = validateContainerUpdates(pod.spec[list] ?? [], old.spec[list] ?? [], `spec.${list}`);
    errors.push(...found.errors);
    if (found.stop) return errors;
  }
  const deadline = validateDeadline(pod.spec.activeDeadlineSeconds, old.spec.activeDeadlineSeconds, 'spec.activeDeadlineSeconds');
  errors.push(...deadline);
  if (deadline.length > 0 && pod.spec.activeDeadlineSeconds !== undefined) return errors;
  errors.push(...validateAddedTolerations(pod.spec.tolerations ?? [], old.spec.tolerations ?? [], 'spec.tolerations'));
  errors.push(...validateDeletedGates(pod.spec.schedulingGates ?? [], old.spec.schedulingGates ?? [], 'spec.schedulingGates'));
  if (internalEqual('PodSpec', pod.spec, old.spec)) return errors;
  const plain = munge(pod.spec, old.spec);
  const gated = (old.spec.schedulingGates ?? []).length > 0 ? validateGated(plain, old.spec) : { errors: [], munged: plain };
  errors.push(...gated.errors);
  if (internalEqual('PodSpec', gated.munged, old.spec)) return errors;
  return [...errors, forbidden('spec', `pod updates may not change fields other than ${UPDATABLE}\n${internalDiff('PodSpec', old.spec, gated.munged)}`)];
}
