import type { Container, Pod } from '../../../api/generated/types/core.v1';
import { qosClass } from '../../../api/pod-qos';
import { plain } from '../describer';
import { eventLines } from '../events';
import { containerLines, resourceLines } from '../parts/containers';
import { spreadLines, tolerationLines } from '../parts/scheduling';
import { volumeLines } from '../parts/volumes';
import { annotationLines, indent, labelLines, line, lineIf, rfc1123, sinceText } from '../text';

/** printController. */
export const controllerOf = ({ metadata }: { readonly metadata: Pod['metadata'] }): string => {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return owner === undefined ? '' : `${owner.kind}/${owner.name}`;
};

const ipLines = ({ status }: Pod): string => ((status?.podIPs ?? []).length === 0 ? 'IPs:\t<none>\n' : `IPs:\n${(status?.podIPs ?? []).map(({ ip }) => line(1, 'IP', ip)).join('')}`);

function phaseLines({ metadata, status }: Pod, now: number): string {
  const phase = status?.phase ?? '';
  if (metadata.deletionTimestamp === undefined || phase === 'Failed' || phase === 'Succeeded') return line(0, 'Status', phase);
  return `${line(0, 'Status', `Terminating (lasts ${sinceText(metadata.deletionTimestamp, now)})`)}${line(0, 'Termination Grace Period', `${metadata.deletionGracePeriodSeconds ?? 0}s`)}`;
}

function gateLines({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return '';
  return `Readiness Gates:\n  Type\tStatus\n${gates.map(({ conditionType }) => `${indent(1)}${conditionType} \t${status?.conditions?.find(({ type }) => type === conditionType)?.status ?? '<none>'} \n`).join('')}`;
}

/** describePod. */
export const describePod = plain<Pod>((pod, { now, events }) => {
  const { metadata, spec, status } = pod;
  const profile = spec.securityContext?.seccompProfile;
  const [initContainers, ephemeralContainers, conditions] = [spec.initContainers ?? [], spec.ephemeralContainers ?? [], status?.conditions ?? []];
  return [
    line(0, 'Name', metadata.name),
    line(0, 'Namespace', metadata.namespace),
    lineIf(0, 'Priority', spec.priority),
    lineIf(0, 'Priority Class Name', spec.priorityClassName),
    lineIf(0, 'Runtime Class Name', spec.runtimeClassName),
    lineIf(0, 'Service Account', spec.serviceAccountName),
    (spec.nodeName ?? '') === '' ? line(0, 'Node', '<none>') : line(0, 'Node', `${spec.nodeName}/${status?.hostIP ?? ''}`),
    status?.startTime === undefined ? '' : line(0, 'Start Time', rfc1123(status.startTime)),
    labelLines('Labels', metadata.labels),
    annotationLines('Annotations', metadata.annotations),
    phaseLines(pod, now),
    lineIf(0, 'Reason', status?.reason),
    lineIf(0, 'Message', status?.message),
    profile === undefined ? '' : `${line(0, 'SeccompProfile', profile.type)}${profile.type === 'Localhost' ? line(0, 'LocalhostProfile', profile.localhostProfile) : ''}`,
    line(0, 'IP', status?.podIP),
    ipLines(pod),
    lineIf(0, 'Controlled By', controllerOf(pod)),
    lineIf(0, 'NominatedNodeName', status?.nominatedNodeName),
    spec.resources === undefined ? '' : `Resources:\n${resourceLines(spec.resources, 1)}`,
    initContainers.length === 0 ? '' : containerLines('Init Containers', initContainers, status?.initContainerStatuses ?? undefined, pod, ''),
    containerLines('Containers', spec.containers, status?.containerStatuses ?? undefined, pod, ''),
    ephemeralContainers.length === 0 ? '' : containerLines('Ephemeral Containers', ephemeralContainers as readonly Container[], status?.ephemeralContainerStatuses ?? undefined, pod, ''),
    gateLines(pod),
    conditions.length === 0 ? '' : `Conditions:\n  Type\tStatus\n${conditions.map(({ type, status: met }) => `${indent(1)}${type} \t${met} \n`).join('')}`,
    volumeLines(spec.volumes, ''),
    line(0, 'QoS Class', status?.qosClass ?? qosClass(spec)),
    labelLines('Node-Selectors', spec.nodeSelector),
    tolerationLines('Tolerations', spec.tolerations),
    spreadLines(spec.topologySpreadConstraints, ''),
    spec.schedulingGroup === undefined ? '' : `SchedulingGroup:\n${line(1, 'PodGroupName', spec.schedulingGroup.podGroupName)}`,
    eventLines(events, now),
  ].join('');
});
