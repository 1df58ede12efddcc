import type { PodTemplateSpec } from '../../../api/generated/types/core.v1';
import { annotationLines, indent, labelLines, line, lineIf } from '../text';
import { containerLines } from './containers';
import { spreadLines, tolerationLines } from './scheduling';
import { volumeLines } from './volumes';

/** DescribePodTemplate. */
export function templateLines(template: PodTemplateSpec | undefined): string {
  if (template === undefined) return `Pod Template:\n${indent(1)}<unset>`;
  const { metadata = {}, spec } = template;
  const initContainers = spec?.initContainers ?? [];
  const group = spec?.schedulingGroup;
  return [
    'Pod Template:\n',
    labelLines('  Labels', metadata.labels),
    Object.keys(metadata.annotations ?? {}).length === 0 ? '' : annotationLines('  Annotations', metadata.annotations),
    lineIf(1, 'Service Account', spec?.serviceAccountName),
    initContainers.length === 0 ? '' : containerLines('Init Containers', initContainers, undefined, undefined, '  '),
    containerLines('Containers', spec?.containers ?? [], undefined, undefined, '  '),
    volumeLines(spec?.volumes, '  '),
    spreadLines(spec?.topologySpreadConstraints, '  '),
    lineIf(1, 'Priority Class Name', spec?.priorityClassName),
    labelLines('  Node-Selectors', spec?.nodeSelector),
    tolerationLines('  Tolerations', spec?.tolerations),
    group === undefined ? '' : `  SchedulingGroup:\n${line(1, 'PodGroupName', group.podGroupName)}`,
  ].join('');
}
