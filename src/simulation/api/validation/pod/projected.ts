import { forbidden, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { ProjectedVolumeSource, VolumeProjection } from '../../generated/types/core.v1';
import { validateMode, validateNotReserved } from './paths';
import { validateDownwardFile, validateItems, validatePresent } from './volume-sources';

const LONGEST_TOKEN = 2 ** 32;

interface Projection {
  readonly errors: readonly FieldError[];
  /** The paths that it writes, each with what a conflict names. */
  readonly writes: readonly (readonly [file: string, shown: string])[];
}

/** Each source of a projection that is there; gates of 1.36 keep ClusterTrustBundles and PodCertificates out. */
function projectionsOf(source: VolumeProjection, path: string, volume: string, anyTokenPath: boolean): readonly Projection[] {
  const { secret, configMap, downwardAPI, serviceAccountToken: token } = source;
  const found: Projection[] = [];
  for (const [field, one] of [['secret', secret], ['configMap', configMap]] as const) {
    if (one === undefined) continue;
    const errors = [...validatePresent(one, `${path}.${field}`, 'name'), ...validateItems(one.items ?? [], `${path}.${field}.items`)];
    found.push({ errors, writes: (one.items ?? []).map((item) => [item.path ?? '', one.name ?? '']) });
  }
  if (downwardAPI !== undefined) {
    const items = downwardAPI.items ?? [];
    const at = `${path}.downwardAPI`;
    found.push({ errors: items.flatMap((file, i) => validateDownwardFile(file, at, `${at}.items[${i}]`)), writes: items.map((file) => [file.path ?? '', file.path ?? '']) });
  }
  if (token !== undefined) {
    const at = `${path}.serviceAccountToken`;
    const seconds = token.expirationSeconds ?? 0;
    // Upstream's path of the token's path is that of the volume.
    const placed = (errors: readonly FieldError[]): FieldError[] => errors.map((error) => ({ ...error, at: `${at}.path` }));
    const errors = [
      ...(seconds < 600 ? [invalid(`${at}.expirationSeconds`, seconds, 'may not specify a duration less than 10 minutes')] : []),
      ...(seconds > LONGEST_TOKEN ? [invalid(`${at}.expirationSeconds`, seconds, 'may not specify a duration larger than 2^32 seconds')] : []),
      ...placed(!token.path ? [required(`${volume}.path`)] : anyTokenPath ? [] : validateNotReserved(token.path, `${volume}.path`)),
    ];
    found.push({ errors, writes: [] });
  }
  return found;
}

/** validateProjectedVolumeSource. `anyTokenPath`: the stored Pod has such a path already. */
export function validateProjected({ defaultMode, sources = [] }: ProjectedVolumeSource, path: string, anyTokenPath: boolean): FieldError[] {
  const errors = validateMode(defaultMode, `${path}.defaultMode`);
  const written = new Set<string>();
  sources.forEach((source, i) => {
    const at = `${path}.sources[${i}]`;
    const projections = projectionsOf(source, at, path, anyTokenPath);
    for (const projection of projections) {
      errors.push(...projection.errors);
      for (const [file, shown] of projection.writes) {
        if (file === '') continue;
        if (written.has(file)) errors.push({ ...invalid(path, shown, 'conflicting duplicate paths'), at });
        written.add(file);
      }
    }
    if (projections.length > 1) errors.push(forbidden(at, 'may not specify more than 1 volume type per source'));
  });
  return errors;
}
