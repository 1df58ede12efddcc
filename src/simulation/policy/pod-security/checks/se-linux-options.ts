import { containersOf, failure, fieldsAt, joinQuote, plural, setters, sortedSet } from '../helper';
import type { Check, PodCheck, SELinuxOptions } from '../types';

const TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

const checkWith = (allowed: readonly string[]): PodCheck => ({ spec }) => {
  const isBad = (options: SELinuxOptions | null | undefined): options is SELinuxOptions =>
    options != null && (!allowed.includes(options.type ?? '') || !!options.user || !!options.role);
  const ofPod = spec.securityContext?.seLinuxOptions;
  const bad = containersOf(spec).filter(({ container }) => isBad(container.securityContext?.seLinuxOptions));
  const all = [ofPod, ...bad.map(({ container }) => container.securityContext?.seLinuxOptions)].filter(isBad);
  if (all.length === 0) return undefined;
  const types = sortedSet(all.map(({ type = '' }) => type).filter((type) => !allowed.includes(type)));
  const data = [
    ...(types.length === 0 ? [] : [`${plural('type', 'types', types.length)} ${joinQuote(types)}`]),
    ...(all.some(({ user }) => user) ? ['user may not be set'] : []),
    ...(all.some(({ role }) => role) ? ['role may not be set'] : []),
  ];
  return failure('seLinuxOptions', `${setters(isBad(ofPod), bad)} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}`, fieldsAt(isBad(ofPod), bad, 'securityContext.seLinuxOptions'));
};

/** policy/check_seLinuxOptions.go */
export const seLinuxOptions: Check = {
  id: 'seLinuxOptions',
  level: 'baseline',
  versions: [{ since: 0, check: checkWith(TYPES) }, { since: 31, check: checkWith([...TYPES, 'container_engine_t']) }],
};
