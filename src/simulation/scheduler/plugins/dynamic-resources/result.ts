import type { NodeSelector, NodeSelectorRequirement } from '../../../api/generated/types/core.v1';
import type { AllocationResult, DeviceAllocationConfiguration, ResourceClaim } from '../../../api/generated/types/resource.v1';
import { requestRef } from './requests';
import type { Picked, Wanted } from './search';

/** The configurations of the classes, each class once, and then those of the claim that concern what was taken. */
function configurations({ spec }: ResourceClaim, chosen: readonly Wanted[]): DeviceAllocationConfiguration[] {
  const ofClass = new Map<string, string[]>();
  for (const { request, deviceClass } of chosen) {
    const name = deviceClass.metadata.name ?? '';
    const refs = ofClass.get(name);
    if (refs === undefined) ofClass.set(name, [requestRef(request)]);
    else refs.push(requestRef(request));
  }
  const classes = new Map(chosen.map(({ deviceClass }) => [deviceClass.metadata.name ?? '', deviceClass]));
  const fromClasses = [...classes].flatMap(([name, { spec: { config = [] } }]) => config.map((one) => ({ source: 'FromClass', requests: ofClass.get(name) ?? [], ...one })));
  const fromClaim = (spec.devices?.config ?? []).flatMap(({ requests = [], ...one }): DeviceAllocationConfiguration[] => {
    const entry = { source: 'FromClaim', ...(requests.length === 0 ? {} : { requests }), ...one };
    if (requests.length === 0) return [entry];
    return chosen.flatMap(({ request }) => (requests.includes(request.parent ?? request.name) || requests.includes(requestRef(request)) ? [entry] : []));
  });
  return [...fromClasses, ...fromClaim];
}

const sameValues = (a: readonly string[], b: readonly string[]): boolean => new Set([...a, ...b]).size === new Set(a).size && new Set(a).size === new Set(b).size;

function join(into: readonly NodeSelectorRequirement[], more: readonly NodeSelectorRequirement[]): NodeSelectorRequirement[] {
  const all = [...into];
  for (const one of more) {
    if (!all.some((other) => other.key === one.key && other.operator === one.operator && sameValues(other.values ?? [], one.values ?? []))) all.push(one);
  }
  return all;
}

/** createNodeSelector: where the devices can be reached; undefined for everywhere. */
function nodeSelectorOf(picked: readonly Picked[], nodeName: string): NodeSelector | undefined {
  let fields: NodeSelectorRequirement[] = [];
  let expressions: NodeSelectorRequirement[] = [];
  for (const { device, slice } of picked) {
    const { nodeName: bound, nodeSelector } = slice.spec.perDeviceNodeSelection === true ? device : slice.spec;
    if (bound !== undefined || device.bindsToNode === true) return { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [nodeName] }] }] };
    const [term] = nodeSelector?.nodeSelectorTerms ?? [];
    fields = join(fields, term?.matchFields ?? []);
    expressions = join(expressions, term?.matchExpressions ?? []);
  }
  if (fields.length + expressions.length === 0) return undefined;
  return { nodeSelectorTerms: [{ ...(fields.length === 0 ? {} : { matchFields: fields }), ...(expressions.length === 0 ? {} : { matchExpressions: expressions }) }] };
}

/** The AllocationResult of one claim; `chosen`: of each of its requests what was taken of it. */
export function allocationResult(claim: ResourceClaim, picked: readonly Picked[], chosen: readonly Wanted[], nodeName: string): AllocationResult {
  const config = configurations(claim, chosen);
  const nodeSelector = nodeSelectorOf(picked, nodeName);
  return {
    devices: { ...(picked.length === 0 ? {} : { results: picked.map(({ result }) => result) }), ...(config.length === 0 ? {} : { config }) },
    ...(nodeSelector === undefined ? {} : { nodeSelector }),
  };
}
