import { byText, compareText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { differences } from '../../base/ordered-map-changes';
import type { ImageState, NodeInfo } from './node-info';

/** The sizes of the images that nodes have, by name. */
export type ImagesState = OrderedMap<string, number>;

/** backend/cache addNodeImageStates: which images there are on the nodes. The first node that reports an image decides its size. */
export class Images {
  private readonly states = new Map<string, ImageState>();
  private sizes: ImagesState = null;

  get state(): ImagesState {
    return this.sizes;
  }

  add(info: NodeInfo): void {
    const images = new Map<string, ImageState>();
    for (const image of info.node.status?.images ?? []) {
      for (const name of image.names ?? []) {
        if (images.has(name)) continue;
        let state = this.states.get(name);
        if (state === undefined) {
          this.states.set(name, (state = { size: image.sizeBytes ?? 0, numNodes: 0 }));
          this.sizes = byText.set(this.sizes, name, state.size);
        }
        state.numNodes += 1;
        images.set(name, state);
      }
    }
    info.images = images;
  }

  remove(info: NodeInfo): void {
    for (const [name, state] of info.images) {
      state.numNodes -= 1;
      if (state.numNodes > 0) continue;
      this.states.delete(name);
      this.sizes = byText.delete(this.sizes, name);
    }
    info.images = new Map();
  }

  has(name: string): boolean {
    return this.states.has(name);
  }

  /** Takes the sizes of another moment, when the nodes are those of that moment already. */
  moveTo(state: ImagesState): void {
    for (const { key, after } of differences(compareText, this.sizes, state)) {
      const image = this.states.get(key);
      if (image !== undefined && after !== undefined) image.size = after;
    }
    this.sizes = state;
  }
}
