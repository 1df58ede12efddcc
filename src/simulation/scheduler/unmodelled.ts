import type { Pod } from '../api';

/** A part of a Pod that only a part of a plugin outside this model would look at. */
export interface Unmodelled {
  readonly plugin: string;
  /** The field that brings the plugin in. */
  readonly field: string;
}

/** Which parts of a Pod the model leaves aside, so that a view can say so. */
export function unmodelledParts({ spec }: Pod): Unmodelled[] {
  return (spec.resourceClaims ?? []).length > 0 ? [{ plugin: 'DynamicResources', field: 'spec.resourceClaims' }] : [];
}
