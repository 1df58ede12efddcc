import { parseQuantity, quantityOf, unitValueBig } from '../../quantity';
import { isHugePages } from '../../resource-names';
import type { LabelSelector, PodSpec } from '../../types';
import { labelValueErrors } from '../../names';
import { validateLabelSelector } from '../metadata';
import { visitContainers } from './containers-of';
import { validateNotReserved } from './paths';
import { hasHostSysctl } from './sysctls';

/**
 * What a stored Pod already has may stay in its update although it would not be taken anew (pkg/api/pod
 * GetValidationOptionsFromPodSpecAndMeta). All unset: as for a new object.
 */
export interface PodOptions {
  /** A Pod itself, not a template. */
  readonly isPod?: boolean;
  readonly anyHugePages?: boolean;
  readonly anySelectorValues?: boolean;
  readonly anyNodeAffinityValues?: boolean;
  readonly anySpreadSelector?: boolean;
  readonly anyTokenPath?: boolean;
  readonly hostSysctls?: boolean;
  /** Any seLinuxChangePolicy, though the gate SELinuxMount is off. */
  readonly anyRelabel?: boolean;
  readonly anyInitResize?: boolean;
}

const hasBadValue = (selector: LabelSelector | undefined): boolean => (selector?.matchExpressions ?? []).some(({ values = [] }) => values.some((value) => labelValueErrors(value).length > 0));

function hasBadSelector({ affinity }: PodSpec): boolean {
  const terms = [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((side) => [
    ...(side?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(side?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(({ podAffinityTerm }) => podAffinityTerm),
  ]);
  return terms.some((term) => hasBadValue(term?.labelSelector) || hasBadValue(term?.namespaceSelector));
}

const hasBadNodeValue = ({ affinity }: PodSpec): boolean =>
  (affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []).some(({ matchExpressions = [] }) =>
    matchExpressions.some(({ values = [] }) => values.some((value) => labelValueErrors(value).length > 0)),
  );

function hasBrokenPages(spec: PodSpec): boolean {
  const broken = ([name, text]: readonly [string, string]): boolean => {
    const size = parseQuantity(name.slice('hugepages-'.length));
    return isHugePages(name) && size.ok && size.value.nano > 0n && unitValueBig(quantityOf(text)) % unitValueBig(size.value) !== 0n;
  };
  return visitContainers(spec, '').some(({ container: { resources } }) => [resources?.limits, resources?.requests].some((list) => Object.entries(list ?? {}).some(broken)));
}

/** The options for an update of a Pod or template that was as `old`. */
export function updateOptions(old: PodSpec, isPod: boolean): PodOptions {
  const projections = (old.volumes ?? []).flatMap(({ projected }) => projected?.sources ?? []);
  return {
    isPod,
    anyHugePages: hasBrokenPages(old),
    anySelectorValues: hasBadSelector(old),
    anyNodeAffinityValues: hasBadNodeValue(old),
    anySpreadSelector: (old.topologySpreadConstraints ?? []).some(({ labelSelector }) => validateLabelSelector(labelSelector, '').length > 0),
    anyTokenPath: projections.some(({ serviceAccountToken: token }) => token !== undefined && validateNotReserved(token.path ?? '', '').length > 0),
    hostSysctls: hasHostSysctl(old),
    anyRelabel: old.securityContext?.seLinuxChangePolicy !== undefined,
    anyInitResize: (old.initContainers ?? []).some(({ restartPolicy, resizePolicy = [] }) => restartPolicy !== 'Always' && resizePolicy.some((one) => one.restartPolicy === 'RestartContainer')),
  };
}
