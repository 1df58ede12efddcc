import type { Field, FieldType, Struct } from '../schema/parse';
import type { Schema } from '../schema/schema';

export type ScalarAtom = 'numeric' | 'string' | 'boolean' | 'untyped';

/** A type that is read when it is needed: types contain themselves. */
export type AtomRef = () => Atom;

export interface ListAtom {
  readonly relation: 'atomic' | 'associative';
  /** The fields that tell the items apart; none for a set. */
  readonly keys: readonly string[];
  readonly element: AtomRef;
}

export interface MapAtom {
  readonly atomic: boolean;
  /** A declared field. */
  field(name: string): AtomRef | undefined;
  /** What a key stands for that is no declared field; undefined where there may be none. */
  readonly element: AtomRef | undefined;
  /** The declared default of a field. */
  defaultOf(name: string): unknown;
}

/** What a type is for merging (structured-merge-diff schema.Atom): one of three, or several where the value decides. */
export interface Atom {
  readonly scalar?: ScalarAtom;
  readonly list?: ListAtom;
  readonly map?: MapAtom;
}

const noField = (): undefined => undefined;

/** RawExtension: whatever it is, it is one thing. */
const UNTYPED: Atom = {
  scalar: 'untyped',
  list: { relation: 'atomic', keys: [], element: () => UNTYPED },
  map: { atomic: true, field: noField, element: () => UNTYPED, defaultOf: noField },
};

/** What no schema describes: maps are merged key by key, lists are one thing. */
export const DEDUCED: Atom = {
  scalar: 'untyped',
  list: { relation: 'atomic', keys: [], element: () => UNTYPED },
  map: { atomic: false, field: noField, element: () => DEDUCED, defaultOf: noField },
};

const SCALARS: Readonly<Record<string, ScalarAtom>> = {
  string: 'string',
  bytes: 'string',
  bool: 'boolean',
  int: 'numeric',
  int32: 'numeric',
  int64: 'numeric',
  double: 'numeric',
  Time: 'untyped',
  MicroTime: 'untyped',
  Quantity: 'untyped',
};

const ZEROES: Readonly<Record<string, unknown>> = { string: '', bool: false, int: 0, int32: 0, int64: 0, double: 0 };

/** The default of a field in the OpenAPI schema: a text or number that Go always prints has its zero for one. */
const defaultOf = (field: Field | undefined): unknown => field?.default ?? (field?.always === true && field.pointer !== true ? ZEROES[field.type.kind] : undefined);

/** Reads the types of a schema as atoms (kube-openapi pkg/schemaconv ToSchemaFromOpenAPI). */
export class Atoms {
  private readonly structs = new Map<string, Atom>();

  /** @param custom the types of a custom resource, in which what has no type is deduced. */
  constructor(
    private readonly schema: Schema,
    private readonly custom: boolean,
  ) {}

  /** The atom of a type by its name: `core.v1.Pod`. */
  struct(name: string): Atom {
    let atom = this.structs.get(name);
    if (atom === undefined) this.structs.set(name, (atom = { map: this.mapOf(this.schema.struct(name)) }));
    return atom;
  }

  private mapOf({ fields, atomic, preserve, open }: Struct): MapAtom {
    const refs = new Map<string, AtomRef>();
    const field = (name: string): AtomRef | undefined => {
      const declared = fields.get(name);
      if (declared === undefined) return undefined;
      let ref = refs.get(name);
      if (ref === undefined) {
        let atom: Atom | undefined;
        refs.set(name, (ref = () => (atom ??= this.atomOf(declared.type, declared))));
      }
      return ref;
    };
    const free = preserve === true || open === true || fields.size === 0;
    return { atomic, field, element: free ? () => DEDUCED : undefined, defaultOf: (name) => defaultOf(fields.get(name)) };
  }

  private atomOf(type: FieldType, field?: Field): Atom {
    switch (type.kind) {
      case 'struct': {
        const { map } = this.struct(type.name);
        return map === undefined || field?.mapType === undefined ? this.struct(type.name) : { map: { ...map, atomic: field.mapType === 'atomic' } };
      }
      case 'list': {
        const { listType, listKeys = [] } = field ?? type;
        return { list: { relation: listType === undefined || listType === 'atomic' ? 'atomic' : 'associative', keys: listKeys, element: () => this.atomOf(type.of) } };
      }
      case 'map':
        return { map: { atomic: field?.mapType === 'atomic', field: noField, element: () => this.atomOf(type.of), defaultOf: noField } };
      case 'Any':
        return this.custom ? DEDUCED : UNTYPED;
      case 'IntOrString':
        // Of a custom resource, its schema has no type.
        return this.custom ? DEDUCED : { scalar: 'untyped' };
      default:
        return { scalar: SCALARS[type.kind] ?? 'untyped' };
    }
  }
}

const known = new WeakMap<Schema, Atoms>();

/** The atoms of a schema, made once. */
export function atomsOf(schema: Schema, custom: boolean): Atoms {
  let atoms = known.get(schema);
  if (atoms === undefined) known.set(schema, (atoms = new Atoms(schema, custom)));
  return atoms;
}

/** deduceAtom: where a type allows several, the value decides. */
export function atomFor(atom: Atom, value: unknown): Atom {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return atom.scalar === undefined ? atom : { scalar: atom.scalar };
  if (Array.isArray(value)) return atom.list === undefined ? atom : { list: atom.list };
  if (typeof value === 'object' && value !== null) return atom.map === undefined ? atom : { map: atom.map };
  return atom;
}
