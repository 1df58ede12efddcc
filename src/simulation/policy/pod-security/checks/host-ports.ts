import { containerNames, containersOf, failure, plural, sortedSet } from '../helper';
import type { Check, PodCheck, SecuredContainer } from '../types';

const hostPorts = (container: SecuredContainer): { port: number; index: number }[] =>
  (container.ports ?? []).flatMap(({ hostPort = 0 }, index) => (hostPort === 0 ? [] : [{ port: hostPort, index }]));

const check: PodCheck = ({ spec }) => {
  const bad = containersOf(spec).filter(({ container }) => hostPorts(container).length > 0);
  if (bad.length === 0) return undefined;
  const ports = sortedSet(bad.flatMap(({ container }) => hostPorts(container).map(({ port }) => String(port))));
  const detail = `${containerNames(bad)} ${plural('uses', 'use', bad.length)} ${plural('hostPort', 'hostPorts', ports.length)} ${ports.join(', ')}`;
  return failure('hostPort', detail, bad.flatMap(({ container, path }) => hostPorts(container).map(({ index }) => `${path}.ports[${index}].hostPort`)));
};

/** policy/check_hostPorts.go */
export const hostPortsCheck: Check = { id: 'hostPorts', level: 'baseline', versions: [{ since: 0, check }] };
