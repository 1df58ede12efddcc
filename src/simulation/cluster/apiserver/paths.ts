import type { Registry } from '../../api/registry';
import { ENDPOINTS } from '../health/checks';

/** Paths that are no resource and no check of health. */
const OTHERS: readonly string[] = ['/.well-known/openid-configuration', '/api', '/apis', '/apis/', '/flagz', '/metrics', '/metrics/slis', '/openapi/v2', '/openapi/v3', '/openapi/v3/', '/openid/v1/jwks', '/statusz', '/version'];

/** What the server lists at `/`: groups and versions that are served, checks of its health, and the rest (apiserver pkg/server/routes/index.go IndexLister). */
export function listedPaths({ kinds }: Registry): readonly string[] {
  const served = kinds.flatMap(({ resource }) => {
    if (resource === undefined) return [];
    return resource.group === '' ? [`/api/${resource.version}`] : [`/apis/${resource.group}`, `/apis/${resource.group}/${resource.version}`];
  });
  const checks = ENDPOINTS['kube-apiserver'].flatMap(({ path, checks: all }) => [path, ...all.map(({ name }) => `${path}/${name}`)]);
  return [...new Set([...OTHERS, ...served, ...checks])].sort();
}
