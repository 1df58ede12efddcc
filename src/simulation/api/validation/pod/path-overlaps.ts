import { quote } from '../../../base/go/quote';
import type { Volume, VolumeProjection } from '../../generated/types/core.v1';

interface WrittenPath {
  readonly path: string;
  /** What writes it, where a volume has several sources. */
  readonly source: string;
}

const shown = ({ path, source }: WrittenPath): string => (source === '' ? quote(path) : `${quote(path)} (${source})`);

const inside = (path: string, folder: string): boolean => `${path}/`.startsWith(`${folder}/`);

/** What is written over, or into what another writes as a file (pkg/api/pod checkVolumeMappingForOverlap). */
function overlaps(paths: readonly WrittenPath[]): readonly string[] {
  const before: WrittenPath[] = [];
  return paths.flatMap(({ path, source }) => {
    const one = { path: path.replace(/\/+$/, ''), source };
    const found = one.path === '' ? [] : before.filter((other) => other.path !== '' && (inside(other.path, one.path) || inside(one.path, other.path)));
    before.push(one);
    return found.map((other) => `${shown(one)} with ${shown(other)}`);
  });
}

const written = (items: readonly { readonly path?: string }[], source = ''): readonly WrittenPath[] => items.map(({ path = '' }) => ({ path, source }));

function projected({ configMap, secret, downwardAPI, serviceAccountToken: token }: VolumeProjection): readonly WrittenPath[] {
  if (configMap?.items !== undefined) return written(configMap.items, `ConfigMap ${quote(configMap.name ?? '')}`);
  if (secret?.items !== undefined) return written(secret.items, `Secret ${quote(secret.name ?? '')}`);
  if (downwardAPI?.items !== undefined) return written(downwardAPI.items, 'DownwardAPI');
  return token === undefined ? [] : [{ path: token.path ?? '', source: 'ServiceAccountToken' }];
}

/** warningsForOverlappingVirtualPaths. */
export function overlapWarnings(volumes: readonly Volume[]): readonly string[] {
  return volumes.flatMap(({ name = '', configMap, secret, downwardAPI, projected: projection }) => {
    const warn = (what: string, paths: readonly WrittenPath[]): readonly string[] => overlaps(paths).map((body) => `volume ${quote(name)} (${what}): overlapping paths: ${body}`);
    const sources = projection?.sources ?? [];
    const empty = sources.filter((source) => Object.keys(source).length === 0).map(() => `volume ${quote(name)} (Projected) has no sources provided`);
    return [
      ...warn(`ConfigMap ${quote(configMap?.name ?? '')}`, written(configMap?.items ?? [])),
      ...warn(`Secret ${quote(secret?.secretName ?? '')}`, written(secret?.items ?? [])),
      ...warn('DownwardAPI', written(downwardAPI?.items ?? [])),
      ...empty,
      ...warn('Projected', sources.flatMap(projected)),
    ];
  });
}
