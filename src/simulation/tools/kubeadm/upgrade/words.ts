/** controlPlaneNodesReady: what kubeadm says of control plane nodes that are not Ready (cmd/kubeadm/app/phases/upgrade/health.go). */
export const notReadyControlPlanes = (names: readonly (string | undefined)[]): string => `there are NotReady control-planes in the cluster: [${names.join(' ')}]`;
