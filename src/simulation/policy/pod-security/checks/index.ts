import type { Check } from '../types';
import { allowPrivilegeEscalation } from './allow-privilege-escalation';
import { appArmorProfile } from './app-armor-profile';
import { capabilitiesBaseline, capabilitiesRestricted } from './capabilities';
import { hostNamespaces } from './host-namespaces';
import { hostPortsCheck } from './host-ports';
import { hostProbesAndHostLifecycle } from './host-probes';
import { privileged } from './privileged';
import { procMountBaseline, procMountRestricted } from './proc-mount';
import { runAsNonRoot } from './run-as-non-root';
import { runAsUser } from './run-as-user';
import { seLinuxOptions } from './se-linux-options';
import { seccompProfileBaseline, seccompProfileRestricted } from './seccomp-profile';
import { sysctls } from './sysctls';
import { hostPathVolumes, restrictedVolumes } from './volumes';
import { windowsHostProcess } from './windows-host-process';

const byId = (a: Check, b: Check): number => (a.id < b.id ? -1 : 1);

/** policy.DefaultChecks, in the order in which they are evaluated: baseline by id, then restricted by id. */
export const CHECKS: readonly Check[] = [
  ...[
    appArmorProfile, capabilitiesBaseline, hostNamespaces, hostPathVolumes, hostPortsCheck, hostProbesAndHostLifecycle, privileged, procMountBaseline,
    seLinuxOptions, seccompProfileBaseline, sysctls, windowsHostProcess,
  ].sort(byId),
  ...[allowPrivilegeEscalation, capabilitiesRestricted, procMountRestricted, restrictedVolumes, runAsNonRoot, runAsUser, seccompProfileRestricted].sort(byId),
];
