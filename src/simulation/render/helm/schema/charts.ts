/** The schemas of a chart and its dependencies (helm pkg/chartutil: jsonschema.go). */
import { isFloat, isInt, isList, isMap, typeName } from '../../../base/go/values';
import type { GoMap, Value } from '../../../base/go/values';
import { jsonTree } from '../yaml-values';
import { toJson } from '../../../api/manifest/json';
import type { Chart } from '../chart/load';
import { SchemaError, validateJson } from './validate';
import type { JsonData } from './validate';
import { printFailures } from './words';

function plain(value: Value): JsonData {
  if (isFloat(value)) return value.float;
  if (isInt(value)) return value.int;
  if (isList(value)) return value.map(plain);
  if (isMap(value)) return Object.fromEntries(Object.keys(value).map((key) => [key, plain(value[key])]));
  return typeof value === 'object' || value === undefined ? null : value;
}

/** ValidateAgainstSingleSchema: the error, or undefined. */
export function schemaError(values: GoMap, schemaText: string): string | undefined {
  const schema = jsonTree(schemaText);
  if (!schema.ok) return schema.error;
  try {
    const failures = validateJson(plain(values), toJson(schema.value) as JsonData);
    return failures.length === 0 ? undefined : `${printFailures(failures)}\n`;
  } catch (error) {
    if (error instanceof SchemaError) return error.message;
    throw error;
  }
}

/** ValidateAgainstSchema: what the schemas of the chart and of its dependencies say, under their names; empty if nothing. */
export function schemaErrors(chart: Chart, values: GoMap): string {
  const own = chart.schema === undefined ? undefined : schemaError(values, chart.schema);
  const below = chart.dependencies.map((subchart) => {
    const { name } = subchart.metadata;
    const section = Object.hasOwn(values, name) ? values[name] : undefined;
    if (section == null) return '';
    return isMap(section) ? schemaErrors(subchart, section) : `${name}:\ninvalid type for values: expected object (map), got ${typeName(section)}\n`;
  });
  return `${own === undefined ? '' : `${chart.metadata.name}:\n${own}`}${below.join('')}`;
}
