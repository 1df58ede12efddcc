export { YamlError } from './error';
export type { YamlErrorCode } from './error';
export { MAX_DEPTH, parseDocument } from './tree';
export type { MappingEntry, MappingTree, ScalarTree, SequenceTree, Tree } from './nodes';
export { goFloat } from './resolve';
export type { Scalar } from './resolve';
export { compareKeys, printYaml, yamlLines } from './print';
export type { Printable, YamlLine } from './print';
