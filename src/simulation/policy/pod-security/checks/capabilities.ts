import { containerNames, containersOf, exceptOnWindows, failure, fieldsAt, joinQuote, sortedSet } from '../helper';
import type { Check, PodCheck, SecuredContainer } from '../types';

/** What container runtimes give by default. */
const DEFAULT = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);
const BASELINE = 'capabilities_baseline';
const ADD = 'securityContext.capabilities.add';
const DROP = 'securityContext.capabilities.drop';

const added = (container: SecuredContainer, allowed: (capability: string) => boolean): string[] =>
  (container.securityContext?.capabilities?.add ?? []).filter((capability) => !allowed(capability));

function adding(containers: ReturnType<typeof containersOf>, allowed: (capability: string) => boolean): { text: string; at: string[] } | undefined {
  const bad = containers.filter(({ container }) => added(container, allowed).length > 0);
  if (bad.length === 0) return undefined;
  const names = sortedSet(bad.flatMap(({ container }) => added(container, allowed)));
  return { text: `${containerNames(bad)} must not include ${joinQuote(names)} in ${ADD}`, at: fieldsAt(false, bad, ADD) };
}

const baseline: PodCheck = ({ spec }) => {
  const found = adding(containersOf(spec), (capability) => DEFAULT.has(capability));
  return found === undefined ? undefined : failure('non-default capabilities', found.text, found.at);
};

const restricted: PodCheck = ({ spec }) => {
  const containers = containersOf(spec);
  const keeping = containers.filter(({ container }) => !(container.securityContext?.capabilities?.drop ?? []).includes('ALL'));
  const found = adding(containers, (capability) => capability === 'NET_BIND_SERVICE');
  if (keeping.length === 0 && found === undefined) return undefined;
  const details = [...(keeping.length === 0 ? [] : [`${containerNames(keeping)} must set ${DROP}=["ALL"]`]), ...(found === undefined ? [] : [found.text])];
  return failure('unrestricted capabilities', details.join('; '), [...fieldsAt(false, keeping, DROP), ...(found?.at ?? [])]);
};

/** policy/check_capabilities_baseline.go */
export const capabilitiesBaseline: Check = { id: BASELINE, level: 'baseline', versions: [{ since: 0, check: baseline }] };

/** policy/check_capabilities_restricted.go: everything is dropped; only NET_BIND_SERVICE may come back. */
export const capabilitiesRestricted: Check = {
  id: 'capabilities_restricted',
  level: 'restricted',
  versions: [{ since: 22, check: restricted, overrides: [BASELINE] }, { since: 25, check: exceptOnWindows(restricted), overrides: [BASELINE] }],
};
