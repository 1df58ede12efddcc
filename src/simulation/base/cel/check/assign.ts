import { DYN, formatType, isDyn, isDynOrError, listOf, mapOf, opaque, paramsOf, sameType, typeOf, type Type } from './types';

/** Which type may stand where another is asked for (cel-go checker/types.go). */

/** What type variables stand for, so far. Never changed in place. */
export type Substitutions = ReadonlyMap<string, Type>;

function lessSpecific(a: Type, b: Type): boolean {
  if (isDyn(a) || a.kind === 'param') return true;
  if (isDyn(b) || b.kind === 'param') return false;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'opaque':
    case 'list':
    case 'map': {
      if (a.kind === 'opaque' && a.name !== (b as typeof a).name) return false;
      const [left, right] = [paramsOf(a), paramsOf(b)];
      return left.length === right.length && left.every((type, index) => lessSpecific(type, right[index]!));
    }
    case 'type':
      return true;
    default:
      return sameType(a, b);
  }
}

/** The more general of two types that agree. */
export const mostGeneral = (a: Type, b: Type): Type => (lessSpecific(a, b) ? a : b);

class Assignment {
  constructor(readonly found: Map<string, Type>) {}

  private find(type: Type): Type | undefined {
    return this.found.get(formatType(type));
  }

  private notIn(type: Type, within: Type): boolean {
    if (sameType(type, within)) return false;
    if (within.kind === 'param') {
      const stands = this.find(within);
      return stands === undefined || this.notIn(type, stands);
    }
    return paramsOf(within).every((part) => this.notIn(type, part));
  }

  /** Whether `type` may be what the variable stands for, and whether it stood for something. */
  private substitutes(type: Type, variable: Type): { readonly valid: boolean; readonly known: boolean } {
    if (sameType(type, variable)) return { valid: true, known: true };
    const stands = this.find(variable);
    if (stands !== undefined) {
      if (sameType(type, stands)) return { valid: true, known: true };
      if (!this.assignable(type, stands)) return { valid: false, known: true };
      const general = mostGeneral(type, stands);
      if (this.notIn(variable, general)) this.found.set(formatType(variable), general);
      return { valid: true, known: true };
    }
    if (!this.notIn(variable, type)) return { valid: false, known: false };
    this.found.set(formatType(variable), type);
    return { valid: true, known: false };
  }

  assignable(a: Type, b: Type): boolean {
    if (b.kind === 'param') {
      const { valid, known } = this.substitutes(a, b);
      if (valid) return true;
      if (known) return false;
    }
    if (a.kind === 'param') return this.substitutes(b, a).valid;
    if (isDynOrError(a) || isDynOrError(b)) return true;
    if (a.kind === 'null') return nullable(b);
    if (b.kind === 'null') return nullable(a);
    switch (a.kind) {
      case 'type':
        return b.kind === 'type';
      case 'opaque':
      case 'list':
      case 'map':
        return a.kind === b.kind && (a.kind !== 'opaque' || a.name === (b as typeof a).name) && this.allAssignable(paramsOf(a), paramsOf(b));
      default:
        return sameType(a, b);
    }
  }

  allAssignable(a: readonly Type[], b: readonly Type[]): boolean {
    return a.length === b.length && a.every((type, index) => this.assignable(type, b[index]!));
  }
}

const NULLABLE: ReadonlySet<string> = new Set(['opaque', 'struct', 'duration', 'timestamp', 'null']);
const nullable = (type: Type): boolean => NULLABLE.has(type.kind);

/** The substitutions under which each type may stand for its counterpart; undefined where it may not. */
export function assignAll(known: Substitutions, a: readonly Type[], b: readonly Type[]): Substitutions | undefined {
  const attempt = new Assignment(new Map(known));
  return attempt.allAssignable(a, b) ? attempt.found : undefined;
}

export const assign = (known: Substitutions, a: Type, b: Type): Substitutions | undefined => assignAll(known, [a], [b]);

/** The type with its variables replaced; `free`: variables that stand for nothing become dyn. */
export function substitute(known: Substitutions, type: Type, free: 'dyn' | 'kept'): Type {
  const stands = known.get(formatType(type));
  if (stands !== undefined) return substitute(known, stands, free);
  const part = (inner: Type): Type => substitute(known, inner, free);
  switch (type.kind) {
    case 'param':
      return free === 'dyn' ? DYN : type;
    case 'opaque':
      return opaque(type.name, ...type.params.map(part));
    case 'list':
      return listOf(part(type.of));
    case 'map':
      return mapOf(part(type.key), part(type.value));
    case 'type':
      return type.of === undefined ? type : typeOf(part(type.of));
    default:
      return type;
  }
}
