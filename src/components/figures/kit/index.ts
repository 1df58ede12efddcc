export { Box } from './Box';
export type { BoxLook, BoxProps } from './Box';
export { Figure } from './Figure';
