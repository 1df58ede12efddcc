export { MOST_STEPS, openScript } from './run';
export type { Script } from './run';
export { ScriptError } from './tokens';
export { Callable, copied, plain, Thrown } from './values';
