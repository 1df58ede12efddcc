/** Sync windows of an AppProject: which concern an application, and whether it may sync. */
export { globMatches, matchingWindows, windowMatches } from './match';
export type { SyncWindow, WindowTarget } from './match';
export { activeWindows, canSync } from './can-sync';
export type { ActiveWindows, SyncQuestion, Verdict } from './can-sync';
