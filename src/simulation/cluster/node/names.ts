export const kubeletName = (node: string): string => `kubelet-${node}`;
