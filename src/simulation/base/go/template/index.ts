/** Go's text/template: reading templates and applying them to data that came from JSON. */
export { ExecError, executeTemplate, runTemplate } from './execute';
export type { Executed, Execution } from './execute';
export { isAssignable } from './function';
export { BUILTINS, truth } from './functions';
export type { TemplateFunction } from './function';
export { parseTemplate } from './parse';
export type { Template } from './nodes';
