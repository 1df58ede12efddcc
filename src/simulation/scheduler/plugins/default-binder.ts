import type { Plugin } from '../framework';

/** pkg/scheduler/framework/plugins/defaultbinder/default_binder.go: the binding sub-resource writes the node's name into the Pod. */
export const defaultBinder: Plugin<never, never> = {
  name: 'DefaultBinder',
  bind: (pod, nodeName) => ({ ...pod, spec: { ...pod.spec, nodeName } }),
};
