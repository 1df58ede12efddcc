import type { Taint, Toleration, TopologySpreadConstraint } from '../../../api/generated/types/core.v1';
import { formatLabelSelector } from '../../../api/selector';
import { goSort } from '../../../base/go/sort';

function tolerationText({ key = '', value = '', effect = '', operator, tolerationSeconds }: Toleration): string {
  const exists = operator === 'Exists' && value === '' ? `${key !== '' || effect !== '' ? ' ' : ''}op=Exists` : '';
  return `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}${exists}${tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`}\n`;
}

/** printPodTolerationsMultiline. */
export function tolerationLines(title: string, tolerations: readonly Toleration[] | undefined): string {
  if ((tolerations ?? []).length === 0) return `${title}:\t<none>\n`;
  return `${title}:\t${goSort(tolerations ?? [], (a, b) => (a.key ?? '') < (b.key ?? '')).map(tolerationText).join('\t')}`;
}

/** Taint.ToString. */
function taintText({ key, value = '', effect }: Taint): string {
  if (effect === undefined || (effect as string) === '') return value === '' ? key : `${key}=${value}:`;
  return value === '' ? `${key}:${effect}` : `${key}=${value}:${effect}`;
}

/** printNodeTaintsMultiline. */
export function taintLines(title: string, taints: readonly Taint[] | undefined): string {
  if ((taints ?? []).length === 0) return `${title}:\t<none>\n`;
  const keyOf = ({ effect, key }: Taint): string => `${effect},${key}`;
  return `${title}:\t${goSort(taints ?? [], (a, b) => keyOf(a) < keyOf(b)).map((taint) => `${taintText(taint)}\n`).join('\t')}`;
}

/** describeTopologySpreadConstraints. */
export function spreadLines(constraints: readonly TopologySpreadConstraint[] | undefined, space: string): string {
  if ((constraints ?? []).length === 0) return '';
  const rows = goSort(constraints ?? [], (a, b) => a.topologyKey < b.topologyKey).map(
    ({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }) => `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${labelSelector === undefined ? '' : ` for selector ${formatLabelSelector(labelSelector)}`}\n`,
  );
  return `${space}Topology Spread Constraints:\t${rows.join(`${space}\t`)}`;
}
