import { customKinds } from '@site/src/simulation/api/custom/custom-kinds';
import type { CustomResourceDefinition } from '@site/src/simulation/api/generated/types/apiextensions.v1';
import { createObject } from '@site/src/simulation/api/request/create';
import { parseDocument } from '@site/src/simulation/api/yaml';

export interface SchemaState {
  /** Who sends: kubectl asks for strict validation, a client that asks for nothing gets warnings. */
  client: 'kubectl' | 'other';
  /** Whether the schema keeps fields of `spec` that it does not know. */
  unknown: 'prune' | 'keep';
  /** Whether `spec.storage` has the default `{}`. */
  parent: 'none' | 'empty';
}

export const initialState: SchemaState = { client: 'other', unknown: 'prune', parent: 'none' };

const among = <V extends string>(choices: readonly V[], value: unknown): V | undefined => choices.find((one) => one === value);

export function parseState(raw: unknown): SchemaState | undefined {
  const stored = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Record<keyof SchemaState, unknown>>;
  const client = among(['kubectl', 'other'], stored.client);
  const unknown = among(['prune', 'keep'], stored.unknown);
  const parent = among(['none', 'empty'], stored.parent);
  return client && unknown && parent ? { client, unknown, parent } : undefined;
}

/** The spec that is sent: a null, and a field that the schema does not know. */
export const SENT = { engine: 'postgres', replicas: null, retention: 30 };

const crd = ({ unknown, parent }: SchemaState): CustomResourceDefinition => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'databases.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'databases', kind: 'Database' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                ...(unknown === 'keep' ? { 'x-kubernetes-preserve-unknown-fields': true } : {}),
                properties: {
                  engine: { type: 'string' },
                  replicas: { type: 'integer', default: 3 },
                  storage: { type: 'object', ...(parent === 'empty' ? { default: {} } : {}), properties: { size: { type: 'string', default: '10Gi' } } },
                },
              },
            },
          },
        },
      },
    ],
  },
});

export interface Outcome {
  /** The stored spec; undefined when the request is refused. */
  readonly spec: unknown;
  readonly warnings: readonly string[];
  readonly refused: string | undefined;
}

/** What the API server of the core makes of the object, under the schema and the client chosen. */
export function outcome(state: SchemaState): Outcome {
  const kind = customKinds(crd(state))[0]!;
  const body = parseDocument(JSON.stringify({ apiVersion: 'example.com/v1', kind: 'Database', metadata: { name: 'orders' }, spec: SENT }));
  if (body?.type !== 'mapping') throw new Error('The object of the figure is not a mapping: mend SENT');
  const answer = createObject(body, kind, 'Database', state.client === 'kubectl' ? 'Strict' : 'Warn');
  return 'status' in answer
    ? { spec: undefined, warnings: [], refused: answer.status.message }
    : { spec: (answer.object as unknown as { spec: unknown }).spec, warnings: answer.warnings, refused: undefined };
}
