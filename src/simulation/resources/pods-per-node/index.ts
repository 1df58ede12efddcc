/** How many Pods a node takes: addresses, `maxPods`, and CPU and memory less what each provider keeps for the system. */
export { addresses, capacity, defaultMaxPods, eksAddresses, eksMaxPods, LIMIT_IDS, reservedCpu, reservedMemory } from './capacity';
export type { Capacity, Limit, LimitId, NodeInput } from './capacity';
export { MODES, modeOf, modesOf, PROVIDERS, SIZES, sizeOf, SOURCES } from './providers';
export type { Mode, ModeId, Provider, Size, SizeId, Source, SourceId } from './providers';
