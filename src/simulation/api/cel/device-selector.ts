import type { Device, DeviceAttribute } from '../generated/types/resource.v1';
import { quantityOf } from '../quantity';
import { compile } from '../../base/cel/compile';
import { ANY, BOOL, mapOf, printType, structType, TEXT } from '../../base/cel/check/types';
import { BINDINGS } from '../../base/cel/syntax/macros';
import { program } from '../../base/cel/run/program';
import type { Program } from '../../base/cel/run/program';
import { CelError, CelMap, isError, Struct, typeNameOf, type Value } from '../../base/cel/run/values';
import { kubernetesEnvironment, kubernetesLibrary } from './environment';
import { kubernetesCallCost } from './library/call-cost';
import { quantityValue } from './library/quantity';
import { semverValue } from './library/semver';

/** Selectors of devices (k8s.io/dynamic-resource-allocation v0.36.3 cel/compile.go, consumable capacity on, list attributes off). */

/** CELSelectorExpressionMaxCost. */
const LIMIT = 1_000_000;
const DEVICE = 'kubernetes.DRADevice';
const FIELDS = new Map([
  ['driver', TEXT],
  ['attributes', mapOf(TEXT, mapOf(TEXT, ANY))],
  ['capacity', mapOf(TEXT, mapOf(TEXT, structType('kubernetes.Quantity')))],
  ['allowMultipleAllocations', BOOL],
]);

const environment = () => ({
  ...kubernetesEnvironment({ variables: { device: structType(DEVICE) }, structs: new Map([[DEVICE, { field: (name: string) => FIELDS.get(name) }]]) }),
  macros: BINDINGS,
});

type Compiled = { readonly run: Extract<Program, { ok: true }>['run'] } | { readonly error: string };

function compileSelector(expression: string): Compiled {
  const env = environment();
  const compiled = compile(expression, env);
  if (!compiled.ok) return { error: `compilation failed: ${compiled.error}` };
  if (compiled.type.kind !== 'bool' && compiled.type.kind !== 'any') return { error: `must evaluate to bool or the unknown type, not ${printType(compiled.type)}` };
  const prepared = program(compiled.checked, { library: kubernetesLibrary(), environment: env, callCost: kubernetesCallCost, limit: LIMIT });
  return prepared.ok ? { run: prepared.run } : { error: `program instantiation failed: ${prepared.error}` };
}

/** A map that gives an empty map for a key that it has not; `in` still says so. */
class MapWithDefault extends CelMap {
  override get(key: Value): Value | undefined {
    return super.get(key) ?? new CelMap([]);
  }
}

function attributeValue(attribute: DeviceAttribute): Value {
  if (attribute.int !== undefined) return BigInt(attribute.int);
  if (attribute.bool !== undefined) return attribute.bool;
  if (attribute.string !== undefined) return attribute.string;
  if (attribute.version === undefined) return new CelError('unsupported attribute value');
  const version = semverValue(attribute.version);
  return isError(version) ? new CelError(`parse semantic version: ${version.message}`) : version;
}

/** By domain, and in it by name; a name without a domain is of the driver's. */
function byDomain(values: Iterable<readonly [string, Value]>, driver: string): MapWithDefault {
  const domains = new Map<string, [string, Value][]>();
  for (const [name, value] of values) {
    const slash = name.indexOf('/');
    const domain = slash < 0 ? driver : name.slice(0, slash);
    domains.set(domain, [...(domains.get(domain) ?? []), [name.slice(slash + 1), value]]);
  }
  return new MapWithDefault([...domains].map(([domain, entries]) => [domain, new CelMap(entries)]));
}

/** What ConvertToNative says of the values that an attribute may have. */
function notBoolean(value: Value): string {
  if (typeof value === 'string') return "unsupported native conversion from string to 'bool'";
  return typeof value === 'bigint' ? "unsupported type conversion from 'int' to bool" : "type conversion error from 'Semver' to 'bool'";
}

const cache = new Map<string, Compiled>();
/** Different expressions that are kept; upstream keeps ten. */
const KEPT = 50;

/** DeviceMatches: whether a selector takes a device of a driver, or upstream's words on why it cannot say. */
export function askDeviceSelector(expression: string, driver: string, device: Device): { readonly matches: boolean } | { readonly error: 'compile' | 'runtime'; readonly text: string } {
  let compiled = cache.get(expression);
  if (compiled === undefined) {
    if (cache.size >= KEPT) cache.clear();
    cache.set(expression, (compiled = compileSelector(expression)));
  }
  if ('error' in compiled) return { error: 'compile', text: compiled.error };
  const attributes = Object.entries(device.attributes ?? {}).map(([name, attribute]) => [name, attributeValue(attribute)] as const);
  for (const [name, value] of attributes) if (isError(value)) return { error: 'runtime', text: `attribute ${name}: ${value.message}` };
  const capacity = Object.entries(device.capacity ?? {}).map(([name, { value }]) => [name, quantityValue(quantityOf(value))] as const);
  const variable = new Struct(DEVICE, new Map<string, Value>([
    ['driver', driver],
    ['attributes', byDomain(attributes, driver)],
    ['capacity', byDomain(capacity, driver)],
    ['allowMultipleAllocations', device.allowMultipleAllocations === true],
  ]));
  const { value } = compiled.run((name) => (name === 'device' ? variable : undefined));
  if (isError(value)) return { error: 'runtime', text: value.message };
  if (typeof value !== 'boolean') return { error: 'runtime', text: `CEL result of type ${typeNameOf(value)} could not be converted to bool: ${notBoolean(value)}` };
  return { matches: value };
}
