import { COMPONENTS, raise, type Component, type Minors } from '@site/src/simulation/cluster/upgrade/skew';

export const LOWEST = 32;
export const TARGET = 37;

/** Two API servers, so that a half-upgraded control plane can be seen. */
export interface LadderState extends Minors {
  apiServers: readonly [number, number];
}

export const initialState: LadderState = { apiServers: [36, 36], controllers: 36, kubelet: 33, kubectl: 36 };

const isMinor = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= LOWEST && (value as number) <= TARGET;

export function parseState(raw: unknown): LadderState | undefined {
  const { apiServers, ...rest } = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Record<Component, unknown>>;
  if (!Array.isArray(apiServers) || apiServers.length !== 2 || !apiServers.every(isMinor)) return undefined;
  if (!isMinor(rest.controllers) || !isMinor(rest.kubelet) || !isMinor(rest.kubectl)) return undefined;
  return { apiServers: [apiServers[0]!, apiServers[1]!], controllers: rest.controllers, kubelet: rest.kubelet, kubectl: rest.kubectl };
}

/** One minor up; of the API servers the older one goes, or the first. */
export function up(state: LadderState, component: Component): LadderState {
  const now = component === 'apiServers' ? Math.min(...state.apiServers) : state[component];
  return raise(state, component, Math.min(TARGET, now + 1)) as LadderState;
}

export const isAtTop = (state: LadderState, component: Component): boolean => (component === 'apiServers' ? Math.min(...state.apiServers) : state[component]) >= TARGET;

export { COMPONENTS };
