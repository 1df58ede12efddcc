export { parseAction } from './actions';
export type { LabAction } from './actions';
export { readLab } from './read-lab';
export type { LabContents } from './read-lab';
export { runSession } from './session';
export type { Happening, Session, SessionInput } from './session';
export type { Workload } from './workloads';
