/** Work of the kubelet that is about its node. */
export const [NODE_STATUS, NODE_LEASE] = ['node-status', 'node-lease'];
