import type { Pod } from '../api';
import type { PluginParts } from './profile/plugins';

/** A part of a Pod that only a part of a plugin outside this model would look at. */
export interface Unmodelled {
  readonly plugin: string;
  /** The field that brings the plugin in. */
  readonly field: string;
}

/** Which parts of a Pod a scheduler with these parts leaves aside, so that a view can say so. */
export function unmodelledParts({ spec }: Pod, { dynamicResources }: PluginParts = {}): Unmodelled[] {
  return dynamicResources === undefined && (spec.resourceClaims ?? []).length > 0 ? [{ plugin: 'DynamicResources', field: 'spec.resourceClaims' }] : [];
}
