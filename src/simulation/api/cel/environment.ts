import type { Environment, Fields, Functions } from '../../base/cel/check/declarations';
import { readFunctions } from '../../base/cel/check/declarations';
import { BOOL, BYTES, DOUBLE, DURATION, INT, listOf, mapOf, NULL, param, TEXT, TIMESTAMP, typeOf, UINT, type Type } from '../../base/cel/check/types';
import { EXTENSIONS, LISTS } from '../../base/cel/library/extensions';
import { EXTENSION_LIBRARY } from '../../base/cel/library/functions-extensions';
import { STANDARD_LIBRARY } from '../../base/cel/library/functions-standard';
import { STANDARD } from '../../base/cel/library/standard';
import { mergeLibraries, type Library } from '../../base/cel/run/library';
import { ADDRESS_FUNCTIONS, ADDRESS_LIBRARY } from './library/addresses';
import { AUTHORIZER_FUNCTIONS, AUTHORIZER_LIBRARY } from './library/authorizer';
import { FORMAT_FUNCTIONS, FORMAT_LIBRARY } from './library/formats';
import { QUANTITY_FUNCTIONS, QUANTITY_LIBRARY } from './library/quantity';
import { REGEX_FUNCTIONS, REGEX_LIBRARY } from './library/regex';
import { SEMVER_FUNCTIONS, SEMVER_LIBRARY } from './library/semver';
import { URL_FUNCTIONS, URL_LIBRARY } from './library/urls';

/** CEL as the API server of 1.36 offers it (apiserver v0.36.3 pkg/cel/environment/base.go over cel-go v0.26.0). */

let functions: Functions | undefined;
const baseFunctions = (): Functions =>
  (functions ??= readFunctions(STANDARD, URL_FUNCTIONS, REGEX_FUNCTIONS, LISTS, AUTHORIZER_FUNCTIONS, QUANTITY_FUNCTIONS, EXTENSIONS, ADDRESS_FUNCTIONS, FORMAT_FUNCTIONS, SEMVER_FUNCTIONS));

let library: Library | undefined;
export const kubernetesLibrary = (): Library =>
  (library ??= mergeLibraries(STANDARD_LIBRARY, EXTENSION_LIBRARY, URL_LIBRARY, REGEX_LIBRARY, AUTHORIZER_LIBRARY, QUANTITY_LIBRARY, ADDRESS_LIBRARY, FORMAT_LIBRARY, SEMVER_LIBRARY));

const TYPE_NAMES: Readonly<Record<string, Type>> = {
  bool: BOOL, bytes: BYTES, double: DOUBLE, int: INT, uint: UINT, string: TEXT, null_type: NULL,
  'google.protobuf.Duration': DURATION, 'google.protobuf.Timestamp': TIMESTAMP,
  list: listOf(param('A')), map: mapOf(param('A'), param('B')),
};

export interface Declarations {
  readonly variables: Readonly<Record<string, Type>>;
  /** Object types by name. */
  readonly structs?: ReadonlyMap<string, Fields>;
  /** Functions beyond those of every expression. */
  readonly functions?: Functions;
}

/** What an expression with these variables may use. */
export function kubernetesEnvironment({ variables, structs = new Map(), functions: more }: Declarations): Environment {
  return {
    functions: more === undefined ? baseFunctions() : new Map([...baseFunctions(), ...more]),
    variable: (name) => {
      if (Object.hasOwn(variables, name)) return variables[name];
      if (name === 'type') return typeOf(typeOf());
      return Object.hasOwn(TYPE_NAMES, name) ? typeOf(TYPE_NAMES[name]) : undefined;
    },
    struct: (name) => structs.get(name),
  };
}
