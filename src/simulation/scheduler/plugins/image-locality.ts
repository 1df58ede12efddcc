import { MAX_NODE_SCORE } from '../framework';
import type { Plugin } from '../framework';
import { mulDiv } from '../integers';
import type { NodeInfo } from '../node-info';
import type { PodInfo } from '../pod-info';

const MIB = 1024 * 1024;
const MIN_THRESHOLD = 23 * MIB;
const MAX_CONTAINER_THRESHOLD = 1000 * MIB;

/** scaledImageScore: an image on few nodes counts less, so that one node does not draw every Pod. */
const scaled = (size: number, numNodes: number, totalNodes: number): number => Math.trunc(size * (numNodes / totalNodes));

function sumImageScores(pod: PodInfo, node: NodeInfo, totalNodes: number): number {
  if (node.images.size === 0) return 0;
  let sum = 0;
  for (const name of pod.images) {
    const state = node.images.get(name);
    if (state !== undefined) sum += scaled(state.size, state.numNodes, totalNodes);
  }
  return sum;
}

/** pkg/scheduler/framework/plugins/imagelocality/image_locality.go: megabytes of the Pod's images that are there already. */
export const imageLocality: Plugin = {
  name: 'ImageLocality',
  score(_state, pod, node, snapshot) {
    const max = MAX_CONTAINER_THRESHOLD * pod.containerCount;
    const sum = Math.min(max, Math.max(MIN_THRESHOLD, sumImageScores(pod, node, snapshot.nodes.length)));
    return mulDiv(MAX_NODE_SCORE, sum - MIN_THRESHOLD, max - MIN_THRESHOLD);
  },
  explain(_state, pod, node, snapshot) {
    const totalNodes = snapshot.nodes.length;
    const images = pod.images.flatMap((name) => {
      const state = node.images.get(name);
      return state === undefined ? [] : [{ name, size: state.size, numNodes: state.numNodes, scaled: scaled(state.size, state.numNodes, totalNodes) }];
    });
    return {
      kind: 'images',
      images,
      totalNodes,
      sum: images.reduce((total, image) => total + image.scaled, 0),
      min: MIN_THRESHOLD,
      max: MAX_CONTAINER_THRESHOLD * pod.containerCount,
    };
  },
};
