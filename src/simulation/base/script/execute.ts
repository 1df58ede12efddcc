import { Evaluator, inner } from './evaluate';
import type { Ending, Scope } from './evaluate';
import type { Statement } from './tree';
import { isFields, Thrown } from './values';

const BREAK = { kind: 'break' } as const;
const CONTINUE = { kind: 'continue' } as const;

/** Statements. */
export class Machine extends Evaluator {
  block(statements: readonly Statement[], scope: Scope): Ending {
    for (const one of statements) if (one.kind === 'define') scope.slots.set(one.of.name, { value: this.closure(one.of, scope), fixed: false });
    for (const one of statements) {
      const ending = this.execute(one, scope);
      if (ending !== undefined) return ending;
    }
    return undefined;
  }

  private execute(node: Statement, scope: Scope): Ending {
    const { line } = node;
    this.tick(line);
    switch (node.kind) {
      case 'declare':
        for (const { to, value } of node.names) this.bind(to, value === undefined ? undefined : this.named(value, to, scope), scope, node.fixed);
        return undefined;
      case 'define': return undefined;
      case 'expression': this.evaluate(node.value, scope); return undefined;
      case 'return': return { kind: 'return', value: node.value === undefined ? undefined : this.evaluate(node.value, scope) };
      case 'throw': throw new Thrown(this.evaluate(node.value, scope), line);
      case 'if': return this.evaluate(node.test, scope) ? this.execute(node.yes, scope) : node.no === undefined ? undefined : this.execute(node.no, scope);
      case 'block': return this.block(node.body, inner(scope));
      case 'break': return BREAK;
      case 'continue': return CONTINUE;
      case 'while':
        for (let first = node.first; first || this.evaluate(node.test, scope); first = false) {
          this.tick(line);
          const ending = this.execute(node.body, inner(scope));
          if (ending === BREAK) break;
          if (ending?.kind === 'return') return ending;
        }
        return undefined;
      case 'for': {
        const own = inner(scope);
        if (node.first !== undefined) this.execute(node.first, own);
        for (; node.test === undefined || this.evaluate(node.test, own); node.then === undefined ? undefined : this.evaluate(node.then, own)) {
          this.tick(line);
          const ending = this.execute(node.body, inner(own));
          if (ending === BREAK) break;
          if (ending?.kind === 'return') return ending;
        }
        return undefined;
      }
      case 'each': {
        const of = this.evaluate(node.of, scope);
        const items: readonly unknown[] = node.names ? (Array.isArray(of) ? Object.keys(of) : isFields(of) ? Object.keys(of) : []) : typeof of === 'string' ? [...of] : Array.isArray(of) ? [...of] : this.raise('TypeError', `${this.shown(node.of)} is not iterable`, line);
        for (const one of items) {
          this.tick(line);
          const own = inner(scope);
          this.bind(node.to, one, own, node.fixed);
          const ending = this.execute(node.body, own);
          if (ending === BREAK) break;
          if (ending?.kind === 'return') return ending;
        }
        return undefined;
      }
      case 'try': return this.attempt(node, scope);
    }
  }

  private attempt(node: Extract<Statement, { readonly kind: 'try' }>, scope: Scope): Ending {
    let ending: Ending;
    let failed: Thrown | undefined;
    const { depth } = this;
    try {
      ending = this.block(node.body, inner(scope));
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      failed = error;
    }
    this.depth = depth;
    if (failed !== undefined && node.caught !== undefined) {
      const own = inner(scope);
      const { value } = failed;
      failed = undefined;
      try {
        if (node.name !== undefined) this.bind(node.name, value, own, false);
        ending = this.block(node.caught, own);
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
        failed = error;
      }
    }
    const last = node.after === undefined ? undefined : this.block(node.after, inner(scope));
    if (last !== undefined) return last;
    if (failed !== undefined) throw failed;
    return ending;
  }
}
