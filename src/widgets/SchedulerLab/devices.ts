import { askDeviceSelector } from '@site/src/simulation/api/cel/device-selector';
import type { PluginParts } from '@site/src/simulation/scheduler';
import { newDynamicResources } from '@site/src/simulation/scheduler/plugins/dynamic-resources';

/** What a lab with claims needs: the plugin that allocates devices, and CEL for its selectors. Loaded where a manifest asks for it. */
export const DEVICE_PARTS: PluginParts = { dynamicResources: newDynamicResources(askDeviceSelector) };
