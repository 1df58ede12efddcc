/** Component configurations as `kubeadm config print` shows them (cmd/kubeadm/app/componentconfigs): what kubeadm sets, and the zero values of what has no omitempty (k8s.io/kubelet, k8s.io/kube-proxy). */
import type { Json } from './documents';

const LOGGING: Json = { flushFrequency: 0, options: { json: { infoBufferSize: '0' }, text: { infoBufferSize: '0' } }, verbosity: 0 };
const zeroes = (names: string): Json => Object.fromEntries(names.split(' ').map((name) => [name, '0s']));

const KUBELET: Json = {
  apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration',
  authentication: { anonymous: { enabled: false }, webhook: { cacheTTL: '0s', enabled: true }, x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' } }, authorization: { mode: 'Webhook', webhook: { cacheAuthorizedTTL: '0s', cacheUnauthorizedTTL: '0s' } },
  cgroupDriver: 'systemd', clusterDNS: ['10.96.0.10'], clusterDomain: 'cluster.local', containerRuntimeEndpoint: '', crashLoopBackOff: {}, healthzBindAddress: '127.0.0.1', healthzPort: 10248, logging: LOGGING, memorySwap: {}, rotateCertificates: true,
  staticPodPath: '/etc/kubernetes/manifests',
  ...zeroes('cpuManagerReconcilePeriod evictionPressureTransitionPeriod fileCheckFrequency httpCheckFrequency imageMaximumGCAge imageMinimumGCAge nodeStatusReportFrequency nodeStatusUpdateFrequency runtimeRequestTimeout shutdownGracePeriod shutdownGracePeriodCriticalPods streamingConnectionIdleTimeout syncFrequency volumeStatsAggPeriod'),
};

const TIMES = { minSyncPeriod: '0s', syncPeriod: '0s' };

const PROXY: Json = {
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', bindAddress: '0.0.0.0', bindAddressHardFail: false, clientConnection: { acceptContentTypes: '', burst: 0, contentType: '', kubeconfig: '/var/lib/kube-proxy/kubeconfig.conf', qps: 0 },
  clusterCIDR: '', configSyncPeriod: '0s', conntrack: { maxPerCore: null, min: null, tcpBeLiberal: false, tcpCloseWaitTimeout: null, tcpEstablishedTimeout: null, udpStreamTimeout: '0s', udpTimeout: '0s' }, detectLocal: { bridgeInterface: '', interfaceNamePrefix: '' },
  detectLocalMode: '', enableProfiling: false, healthzBindAddress: '', hostnameOverride: '', iptables: { localhostNodePorts: null, masqueradeAll: false, masqueradeBit: null, ...TIMES },
  ipvs: { excludeCIDRs: null, scheduler: '', strictARP: false, tcpFinTimeout: '0s', tcpTimeout: '0s', udpTimeout: '0s', ...TIMES }, logging: LOGGING, metricsBindAddress: '', mode: '', nftables: { masqueradeAll: false, masqueradeBit: null, ...TIMES },
  nodePortAddresses: null, oomScoreAdj: null, portRange: '', showHiddenMetricsForVersion: '', winkernel: { enableDSR: false, forwardHealthCheckVip: false, networkName: '', rootHnsEndpointName: '', sourceVip: '' },
};

export const COMPONENT_CONFIGS: Readonly<Record<string, Json>> = { KubeProxyConfiguration: PROXY, KubeletConfiguration: KUBELET };
