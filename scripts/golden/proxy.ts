/** Replays the `proxy` suite: what kube-proxy, the allocators of Services and the kubelet do with Services (testdata/golden/proxy/README.md). */
import { replayAllocate, replayClusterIPRange, replayNodePortRange } from './proxy/address';
import { replayCategorize, replayConntrack, replayHealthCheck, replayProxyHealth } from './proxy/endpoints';
import { eventsOf } from './proxy/host';
import type { Recorded } from './proxy/host';
import { replayEnv, replayPodEnv, replayResolvConf, replayResolvConfCheck } from './proxy/pod';
import { replayRoute } from './proxy/route';
import { replayRuleCounts, replayRules } from './proxy/rules';
import type { GoldenCase } from './types';

const KINDS: Readonly<Record<string, (input: never) => unknown>> = {
  allocate: replayAllocate,
  categorize: replayCategorize,
  clusterIPRange: replayClusterIPRange,
  conntrack: replayConntrack,
  env: replayEnv,
  healthCheckNodePort: replayHealthCheck,
  kubeProxyHealth: replayProxyHealth,
  nodePortRange: replayNodePortRange,
  podEnv: replayPodEnv,
  resolvConf: replayResolvConf,
  resolvConfCheck: replayResolvConfCheck,
  route: (input: Recorded & Parameters<typeof replayRoute>[0]) => replayRoute({ ...input, events: eventsOf(input.services, input.endpointSlices) }),
  ruleCounts: replayRuleCounts,
  rules: replayRules,
};

export function replay(one: GoldenCase): unknown {
  return KINDS[one.kind]?.(one.in as never);
}
