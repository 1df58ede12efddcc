export { plainServer, SERVERS } from './servers';
export { headerOf } from './types';
export type { Program, Programs, Reached } from './types';
