import type { Environment, Fields, Functions } from '../../../base/cel/check/declarations';
import { BOOL, DYN, INT, listOf, mapOf, structType, TEXT, TIMESTAMP, type Type } from '../../../base/cel/check/types';
import { kubernetesEnvironment } from '../environment';

/** What expressions of admission policies and match conditions may use (apiserver admission/plugin/cel/compile.go). */

export interface PolicyScope {
  /** Whether the policy has parameters. */
  readonly params: boolean;
  /** Message expressions may not ask whether somebody may do something. */
  readonly authorizer: boolean;
  /** The types of the policy's variables, by name; undefined where it has no `variables`. */
  readonly variables: ReadonlyMap<string, Type> | undefined;
}

const NAME = 'kubernetes.';
const texts = (...names: string[]): Record<string, Type> => Object.fromEntries(names.map((name) => [name, TEXT]));

/** The object types of a request and of a Namespace. */
const STRUCTS: Readonly<Record<string, Readonly<Record<string, Type>>>> = {
  GroupVersionKind: texts('group', 'version', 'kind'),
  GroupVersionResource: texts('group', 'version', 'resource'),
  UserInfo: { ...texts('username', 'uid'), groups: listOf(TEXT), extra: mapOf(TEXT, listOf(TEXT)) },
  AdmissionRequest: {
    ...texts('subResource', 'requestSubResource', 'name', 'namespace', 'operation'),
    kind: structType(`${NAME}GroupVersionKind`),
    resource: structType(`${NAME}GroupVersionResource`),
    requestKind: structType(`${NAME}GroupVersionKind`),
    requestResource: structType(`${NAME}GroupVersionResource`),
    userInfo: structType(`${NAME}UserInfo`),
    dryRun: BOOL,
    options: DYN,
  },
  NamespaceSpec: { finalizers: listOf(TEXT) },
  NamespaceCondition: { ...texts('status', 'type', 'message', 'reason'), lastTransitionTime: TIMESTAMP },
  NamespaceStatus: { conditions: listOf(structType(`${NAME}NamespaceCondition`)), phase: TEXT },
  NamespaceMetadata: {
    ...texts('name', 'generateName', 'namespace', 'UID', 'resourceVersion'),
    labels: mapOf(TEXT, TEXT),
    annotations: mapOf(TEXT, TEXT),
    creationTimestamp: TIMESTAMP,
    deletionGracePeriodSeconds: INT,
    deletionTimestamp: TIMESTAMP,
    generation: INT,
    finalizers: listOf(TEXT),
  },
  Namespace: { metadata: structType(`${NAME}NamespaceMetadata`), spec: structType(`${NAME}NamespaceSpec`), status: structType(`${NAME}NamespaceStatus`) },
};

const fieldsOf = (fields: Readonly<Record<string, Type>>): Fields => ({ field: (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined) });
const KNOWN: ReadonlyMap<string, Fields> = new Map(Object.entries(STRUCTS).map(([name, fields]) => [NAME + name, fieldsOf(fields)]));
const VARIABLES = `${NAME}variables`;
const AUTHORIZATION = `${NAME}authorization.`;

export interface PolicyAdditions {
  readonly structs?: (name: string) => Fields | undefined;
  readonly variable?: (name: string) => Type | undefined;
  readonly functions?: Functions;
}

/** The environment of a policy's expressions; `additions`: what mutations may use beyond it. */
export function policyEnvironment({ params, authorizer, variables }: PolicyScope, additions: PolicyAdditions = {}): Environment {
  const base = kubernetesEnvironment({
    variables: {
      object: DYN,
      oldObject: DYN,
      namespaceObject: structType(`${NAME}Namespace`),
      request: structType(`${NAME}AdmissionRequest`),
      ...(params ? { params: DYN } : {}),
      ...(authorizer ? { authorizer: structType(`${AUTHORIZATION}Authorizer`), 'authorizer.requestResource': structType(`${AUTHORIZATION}ResourceCheck`) } : {}),
      ...(variables === undefined ? {} : { variables: structType(VARIABLES) }),
    },
    structs: variables === undefined ? KNOWN : new Map([...KNOWN, [VARIABLES, { field: (name: string) => variables.get(name) }]]),
    ...(additions.functions === undefined ? {} : { functions: additions.functions }),
  });
  return {
    functions: base.functions,
    variable: (name) => base.variable(name) ?? additions.variable?.(name),
    struct: (name) => base.struct(name) ?? additions.structs?.(name),
  };
}

/** What a variable counts as for later expressions (convertCelTypeToDeclType): types of libraries are dyn. */
export function variableType(type: Type | undefined): Type {
  if (type === undefined) return DYN;
  if (type.kind === 'list') return listOf(variableType(type.of));
  if (type.kind === 'map') return mapOf(variableType(type.key), variableType(type.value));
  return ['struct', 'opaque', 'type', 'param', 'error'].includes(type.kind) ? DYN : type;
}
