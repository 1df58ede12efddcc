/** kubectl's output languages over JSONPath (client-go util/jsonpath): `-o jsonpath`, `-o custom-columns`, `--sort-by`. */
export { customColumnRows, parseCustomColumns, printCustomColumns } from './custom-columns';
export type { CustomColumn, Printed } from './custom-columns';
export { findResults, printResults } from './evaluate';
export { JsonPathError } from './nodes';
export { parseTemplate } from './parse';
export { printJsonPath } from './print';
export type { JsonPathOutput } from './print';
export { relaxedPath } from './relaxed';
export { sortObjects } from './sort-by';
export type { SortResult } from './sort-by';
export { marshal, sprint } from '../../base/go/values';
export type { Json, Value } from '../../base/go/values';
