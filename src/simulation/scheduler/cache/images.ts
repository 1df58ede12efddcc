import type { ImageState, NodeInfo } from './node-info';

/** backend/cache addNodeImageStates: which images there are on the nodes. The first node that reports an image decides its size. */
export class Images {
  private readonly states = new Map<string, ImageState>();

  add(info: NodeInfo): void {
    const images = new Map<string, ImageState>();
    for (const image of info.node.status?.images ?? []) {
      for (const name of image.names ?? []) {
        if (images.has(name)) continue;
        const state = this.states.get(name) ?? { size: image.sizeBytes ?? 0, numNodes: 0 };
        this.states.set(name, state);
        state.numNodes += 1;
        images.set(name, state);
      }
    }
    info.images = images;
  }

  remove(info: NodeInfo): void {
    for (const [name, state] of info.images) {
      state.numNodes -= 1;
      if (state.numNodes === 0) this.states.delete(name);
    }
    info.images = new Map();
  }

  has(name: string): boolean {
    return this.states.has(name);
  }
}
