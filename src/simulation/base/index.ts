export * from './clock';
export * from './hash';
export * from './ordered-map';
export * from './random';
export * from './time';
