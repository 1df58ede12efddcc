export { useWidgetState, type SavedFile, type Shared, type StateNotice, type WidgetState } from './useWidgetState';
export type { HandedOver } from './handOver';
