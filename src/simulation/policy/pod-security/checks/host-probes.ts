import { containersOf, failure, joinQuote, plural, sortedSet } from '../helper';
import type { Check, PodCheck, SecuredContainer } from '../types';

/** The hosts that probes and lifecycle handlers name, each with the place below the container. */
function hosts(container: SecuredContainer): { host: string; at: string }[] {
  const handlers = {
    livenessProbe: container.livenessProbe, readinessProbe: container.readinessProbe, startupProbe: container.startupProbe,
    'lifecycle.postStart': container.lifecycle?.postStart, 'lifecycle.preStop': container.lifecycle?.preStop,
  };
  return Object.entries(handlers).flatMap(([place, handler]) =>
    (['httpGet', 'tcpSocket'] as const).flatMap((action) => {
      const host = handler?.[action]?.host ?? '';
      return host === '' ? [] : [{ host, at: `${place}.${action}.host` }];
    }));
}

const check: PodCheck = ({ spec }) => {
  const bad = containersOf(spec).map(({ container, path }) => ({ name: container.name, path, found: hosts(container) })).filter(({ found }) => found.length > 0);
  if (bad.length === 0) return undefined;
  // Unlike elsewhere, upstream keeps the containers in a set: sorted, each name once.
  const names = sortedSet(bad.map(({ name }) => name));
  const named = sortedSet(bad.flatMap(({ found }) => found.map(({ host }) => host)));
  const detail = [
    plural('container', 'containers', names.length), joinQuote(names), plural('uses', 'use', names.length),
    plural('probe or lifecycle host', 'probe or lifecycle hosts', named.length), joinQuote(named),
  ].join(' ');
  return failure('probe or lifecycle host', detail, bad.flatMap(({ path, found }) => found.map(({ at }) => `${path}.${at}`)));
};

/** policy/check_hostProbesAndhostLifecycle.go */
export const hostProbesAndHostLifecycle: Check = { id: 'hostProbesAndHostLifecycle', level: 'baseline', versions: [{ since: 34, check }] };
