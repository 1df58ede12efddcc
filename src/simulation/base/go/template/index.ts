/** Go's text/template: reading templates and applying them to data that came from JSON. */
export { executeTemplate } from './execute';
export type { Executed, Execution } from './execute';
export { BUILTINS, truth } from './functions';
export type { TemplateFunction } from './functions';
export { parseTemplate } from './parse';
export type { Template } from './nodes';
