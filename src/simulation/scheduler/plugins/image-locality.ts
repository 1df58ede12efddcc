import type { NodeInfo } from '../cache/node-info';
import { MAX_NODE_SCORE } from '../framework';
import type { Plugin } from '../framework';
import { mulDiv } from '../helper/integers';

const MIB = 1024 * 1024;
const MIN_THRESHOLD = 23 * MIB;
const MAX_CONTAINER_THRESHOLD = 1000 * MIB;

export interface ImageScore {
  readonly kind: 'images';
  readonly images: readonly { readonly name: string; readonly size: number; readonly numNodes: number; readonly scaled: number }[];
  readonly totalNodes: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** scaledImageScore: an image on few nodes counts less, so that one node does not draw every Pod. */
const scaled = (size: number, numNodes: number, totalNodes: number): number => Math.trunc(size * (numNodes / totalNodes));

function sumImageScores(images: readonly string[], node: NodeInfo, totalNodes: number): number {
  let sum = 0;
  for (const name of images) {
    const state = node.images.get(name);
    if (state !== undefined) sum += scaled(state.size, state.numNodes, totalNodes);
  }
  return sum;
}

/** pkg/scheduler/framework/plugins/imagelocality/image_locality.go: megabytes of the Pod's images that are there already. */
export const imageLocality: Plugin<never, ImageScore> = {
  name: 'ImageLocality',
  preScore(pod, cache) {
    const totalNodes = cache.nodes.length;
    const max = MAX_CONTAINER_THRESHOLD * pod.containerCount;
    // Images that no node has add nothing anywhere.
    const images = pod.images.filter((name) => cache.imageExists(name));
    return {
      ...(images.length === 0 ? { uniform: 0 } : {}),
      score(node) {
        const sum = Math.min(max, Math.max(MIN_THRESHOLD, sumImageScores(images, node, totalNodes)));
        return mulDiv(MAX_NODE_SCORE, sum - MIN_THRESHOLD, max - MIN_THRESHOLD);
      },
      explain(node) {
        const there = images.flatMap((name) => {
          const state = node.images.get(name);
          return state === undefined ? [] : [{ name, size: state.size, numNodes: state.numNodes, scaled: scaled(state.size, state.numNodes, totalNodes) }];
        });
        return { kind: 'images', images: there, totalNodes, sum: there.reduce((total, image) => total + image.scaled, 0), min: MIN_THRESHOLD, max };
      },
    };
  },
};
