/** What helm asks of a cluster around an event of a release (helm pkg/action: hooks.go). */
import type { Hook } from './manifests';

/** The cluster, as far as hooks need it. Each call may throw an Error, which ends the event. */
export interface HookCluster {
  create(hook: Hook): void;
  delete(hook: Hook): void;
  /** Until a Job or Pod has finished, or at once for other kinds. */
  waitFor(hook: Hook): void;
}

const DEFAULT_POLICIES = ['before-hook-creation'];
const policiesOf = ({ deletePolicies }: Hook): readonly string[] => (deletePolicies.length === 0 ? DEFAULT_POLICIES : deletePolicies);

function deleteBy(policy: string, hook: Hook, cluster: HookCluster): void {
  // Definitions are never deleted: what they define would go with them.
  if (hook.kind !== 'CustomResourceDefinition' && policiesOf(hook).includes(policy)) cluster.delete(hook);
}

/** Hooks of an event in the order in which they run: by weight, then by name; hooks come sorted by kind. */
export const hooksFor = (hooks: readonly Hook[], event: string): readonly Hook[] =>
  hooks.filter(({ events }) => events.includes(event)).sort((a, b) => a.weight - b.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/** execHook: one hook after the other; the first that fails ends the event with its error. */
export function runHooks(hooks: readonly Hook[], event: string, cluster: HookCluster): void {
  const running = hooksFor(hooks, event);
  running.forEach((hook, index) => {
    deleteBy('before-hook-creation', hook, cluster);
    try {
      cluster.create(hook);
    } catch (error) {
      throw new Error(`warning: Hook ${event} ${hook.source} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    try {
      cluster.waitFor(hook);
    } catch (error) {
      deleteBy('hook-failed', hook, cluster);
      for (const done of running.slice(0, index)) deleteBy('hook-succeeded', done, cluster);
      throw error;
    }
  });
  for (const hook of [...running].reverse()) deleteBy('hook-succeeded', hook, cluster);
}
