/** What the system verification looks at (k8s.io/system-validators: types_unix.go, kernel_validator.go, cgroup_validator_linux.go). */
import { isOlder, mustParseVersion, parseSemanticVersion } from '../../../base/version';
import type { Host } from '../machine';

const REQUIRED: readonly (readonly [name: string, description: string])[] = [
  'NAMESPACES', 'NET_NS', 'PID_NS', 'IPC_NS', 'UTS_NS', 'CPUSETS', 'MEMCG', 'INET', 'EXT4_FS', 'PROC_FS', 'NETFILTER_XT_TARGET_REDIRECT', 'NETFILTER_XT_MATCH_COMMENT', 'FAIR_GROUP_SCHED',
].map((name) => [name, ''] as const);
const CGROUPS: readonly [string, string] = ['CGROUPS', 'Required for cgroups.'];
const PIDS: readonly [string, string] = ['CGROUP_PIDS', 'Required for PIDs controller.'];
const SCHED: readonly [string, string] = ['CGROUP_SCHED', 'Required for CPU controller.'];
const OF_CGROUPS: Readonly<Record<1 | 2, readonly (readonly [string, string])[]>> = {
  1: [CGROUPS, ['CGROUP_CPUACCT', 'Required for cpuacct controller, used in simple CPU accounting controller.'], ['CGROUP_DEVICE', 'Required for device controller.'], ['CGROUP_FREEZER', 'Required for freezer controller.'], PIDS, SCHED],
  2: [CGROUPS, ['CGROUP_BPF', 'Required for eBPF programs attached to cgroups, used in device controller.'], PIDS, SCHED],
};
const OPTIONAL: readonly (readonly [string, string])[] = [
  ['OVERLAY_FS', 'Required for overlayfs.'], ['AUFS_FS', 'Required for aufs.'], ['BLK_DEV_DM', 'Required for devicemapper.'], ['CFS_BANDWIDTH', 'Required for CPU quota.'], ['SECCOMP', 'Required for seccomp.'], ['SECCOMP_FILTER', 'Required for seccomp mode 2.'],
];
const CONTROLLERS: Readonly<Record<1 | 2, readonly string[]>> = {
  1: ['cpu', 'cpuacct', 'cpuset', 'devices', 'freezer', 'memory', 'pids', 'hugetlb', 'blkio'], 2: ['cpu', 'cpuset', 'devices', 'freezer', 'memory', 'pids', 'hugetlb', 'io'],
};
const OLD_CGROUPS = 'cgroups v1 support is deprecated and will be removed in a future release. Please migrate to cgroups v2. To explicitly enable cgroups v1 support for kubelet v1.35 or newer, you must set the kubelet configuration option \'FailCgroupV1\' to \'false\'. You must also explicitly skip this validation. For more information, see https://git.k8s.io/enhancements/keps/sig-node/5573-remove-cgroup-v1';

const COLORS = { good: 32, warn: 33, bad: 31 } as const;
type Judgement = keyof typeof COLORS;

/** StreamReporter. */
const reported = (name: string, value: string, judgement: Judgement): string => `\u001b[0;37m${name}\u001b[0m: \u001b[0;${COLORS[judgement]}m${value}\u001b[0m\n`;

export interface Verification {
  /** What is printed where it fails. */
  readonly report: string;
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/** The kernel, the operating system and the cgroups, for a kubelet of a version. */
export function verifySystem({ kernel, cgroup }: Host, kubelet: string): Verification {
  let report = reported('KERNEL_VERSION', kernel.version, 'good');
  const bad: string[] = [];
  const judge = ([option, description]: readonly [string, string], missing: Judgement): void => {
    const name = `CONFIG_${option}`;
    if (!kernel.missing.includes(name)) {
      report += reported(name, 'enabled', 'good');
      return;
    }
    if (missing === 'bad') bad.push(name);
    report += reported(name, description === '' ? 'not set' : `not set - ${description}`, missing);
  };
  for (const one of [...REQUIRED, ...OF_CGROUPS[cgroup]]) judge(one, 'bad');
  for (const one of OPTIONAL) judge(one, 'warn');
  report += reported('OS', 'Linux', 'good');
  const version = parseSemanticVersion(kubelet);
  const refuses = 'error' in version || !isOlder(version.version, mustParseVersion('1.35.0'));
  const old = cgroup === 1 ? [OLD_CGROUPS] : [];
  report += CONTROLLERS[cgroup].map((name) => reported(`CGROUPS_${name.toUpperCase()}`, 'enabled', 'good')).join('');
  return { report, warnings: refuses ? [] : old, errors: [...(bad.length === 0 ? [] : [`unexpected kernel config: ${bad.join(' ')}`]), ...(refuses ? old : [])] };
}
