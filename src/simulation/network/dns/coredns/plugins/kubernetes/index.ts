/** plugin/kubernetes: names of Services and Pods. After handler.go and autopath.go (github.com/coredns/coredns v1.14.2). */
import { isSubdomain, lower, zoneOf } from '../../../message';
import type { Handler, Request, Walk } from '../types';
import { answerTo, written } from '../types';
import { asReply, findAnswers, soaOf } from './answer';
import type { KubernetesConfig } from './config';
import type { Lookout } from './find';
import { indexObjects } from './objects';
import type { KnownObjects, KubernetesObjects } from './objects';

const NOTHING: KubernetesObjects = { namespaces: [], services: [], endpointSlices: [], pods: [] };

/** The plugin with the index that it keeps as long as the objects are the same. */
export interface KubernetesPlugin {
  readonly handler: (next: Handler) => Handler;
  /** The search list that a Pod at an address goes through; empty for others. */
  readonly searchOf: (request: Request, walk: Walk) => readonly string[];
}

export function kubernetesPlugin(config: KubernetesConfig, ownSearch: readonly string[]): KubernetesPlugin {
  const indexes = new WeakMap<KubernetesObjects, KnownObjects>();
  const known = (walk: Walk): KnownObjects => {
    const objects = walk.objects ?? NOTHING;
    const kept = indexes.get(objects) ?? indexObjects(objects, { labels: config.labels, namespaceLabels: config.namespaceLabels, endpoints: config.endpoints, pods: config.pods === 'verified' });
    indexes.set(objects, kept);
    return kept;
  };

  const handler = (next: Handler): Handler => (request, walk) => {
    const matched = zoneOf(config.zones, request.name);
    if (matched === undefined) return next(request, walk);
    if (request.type === 'AXFR' || request.type === 'IXFR') return { rcode: 'REFUSED' };
    const zone = request.name.slice(request.name.length - matched.length);
    const lookout: Lookout = { config, known: known(walk), addresses: [walk.address] };
    const answers = findAnswers({ lookout, zone, request, walk });
    const soa = [soaOf(lookout, zone, walk.serial)];
    if (answers === undefined) {
      if (config.fallThrough.some((one) => isSubdomain(one, request.name))) return next(request, walk);
      return written(answerTo(request, { authoritative: true, rcode: walk.objects === undefined ? 'SERVFAIL' : 'NXDOMAIN', authority: soa }));
    }
    if (answers.records.length === 0) return written(answerTo(request, { authoritative: true, authority: soa }));
    return written(answerTo(request, asReply(answers)));
  };

  const searchOf = (request: Request, walk: Walk): readonly string[] => {
    const zone = zoneOf(config.zones, lower(request.name));
    const [pod] = zone === undefined || config.pods !== 'verified' ? [] : (known(walk).podsByIp.get(request.from) ?? []);
    if (zone === undefined || pod === undefined) return [];
    const below = zone === '.' ? '' : zone;
    return [`${pod.namespace}.svc.${below}`, `svc.${below}`, zone, ...ownSearch, ''];
  };

  return { handler, searchOf };
}
