import type { Machine } from '../../machine/machine';
import { MANIFESTS_DIRECTORY } from '../types';
import type { Services } from './types';

/** The services of a machine that has run for a while. */
const NEW_SERVICES: Services = {
  units: { kubelet: { active: 'active', since: 0, pid: 871, restarts: 0 }, containerd: { active: 'active', since: 0, pid: 642, restarts: 0 } },
  disabled: [], journal: [], nextPid: 4311, kubelet: { staticPodPath: MANIFESTS_DIRECTORY },
};

export const servicesOf = ({ services = NEW_SERVICES }: Pick<Machine, 'services'>): Services => services;
