import type { Service } from '../generated/types/core.v1';

/** What depends on the type of a Service (pkg/api/service/util.go, pkg/registry/core/service/strategy.go). */

export const clusterIPsOf = ({ spec }: Service): readonly string[] => spec?.clusterIPs ?? [];
export const isHeadless = (service: Service): boolean => clusterIPsOf(service).length === 1 && clusterIPsOf(service)[0] === 'None';
export const needsClusterIP = ({ spec }: Service): boolean => spec?.type !== 'ExternalName';
export const usesNodePorts = ({ spec }: Service): boolean => spec?.type === 'NodePort' || spec?.type === 'LoadBalancer';
export const allocatesNodePorts = ({ spec }: Service): boolean => spec?.type === 'NodePort' || (spec?.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);

/** ExternallyAccessible. */
export const isExternallyAccessible = (service: Service): boolean => usesNodePorts(service) || (service.spec?.type === 'ClusterIP' && (service.spec.externalIPs ?? []).length > 0);

/** NeedsHealthCheck. */
export const needsHealthCheck = ({ spec }: Service): boolean => spec?.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';

const sameList = (a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean => (a ?? []).length === (b ?? []).length && (a ?? []).every((one, i) => one === b?.[i]);
/** sameClusterIPs as the registry's storage compares them: the lists alone. */
export const sameIPLists = (a: Service, b: Service): boolean => sameList(a.spec?.clusterIPs, b.spec?.clusterIPs);
/** sameClusterIPs as its strategy compares them. */
export const sameClusterIPs = (a: Service, b: Service): boolean => (a.spec?.clusterIP ?? '') === (b.spec?.clusterIP ?? '') && sameIPLists(a, b);
export const sameFamilies = (a: Service, b: Service): boolean => sameList(a.spec?.ipFamilies, b.spec?.ipFamilies);
export const samePolicy = (a: Service, b: Service): boolean => (a.spec?.ipFamilyPolicy ?? '') === (b.spec?.ipFamilyPolicy ?? '');

/** The node ports that a Service's ports have. */
export const nodePortsOf = ({ spec }: Service): readonly number[] => (spec?.ports ?? []).flatMap(({ nodePort = 0 }) => (nodePort === 0 ? [] : [nodePort]));
