import { isNullable } from './tree';
import type { Node } from './tree';

/** What a thread does at its place in the program; of a split the first way is preferred. */
export type Instruction =
  | { readonly kind: 'one' | 'assert'; readonly test: RegExp }
  | { readonly kind: 'keep'; readonly slot: number }
  | { readonly kind: 'split'; readonly ways: readonly [number, number] }
  | { readonly kind: 'jump'; readonly to: number }
  | { readonly kind: 'match' };

/** The tree as a program for a machine whose threads go on side by side (regexp/syntax compile.go, simplify.go for repetitions). */
export function compileTree(tree: Node): readonly Instruction[] {
  const program: Instruction[] = [];
  const tests = new Map<string, RegExp>();
  const testOf = (source: string): RegExp => {
    const test = tests.get(source) ?? new RegExp(source, 'uy');
    tests.set(source, test);
    return test;
  };
  const split = (greedy: boolean, on: number, over: number): Instruction => ({ kind: 'split', ways: greedy ? [on, over] : [over, on] });

  /** Once or more often. */
  const plus = (node: Node, greedy: boolean): void => {
    const start = program.length;
    write(node);
    program.push(split(greedy, start, program.length + 1));
  };
  /** Once or not at all. */
  const maybe = (greedy: boolean, inner: () => void): void => {
    const at = program.push({ kind: 'match' }) - 1;
    inner();
    program[at] = split(greedy, at + 1, program.length);
  };
  const star = (node: Node, greedy: boolean): void => {
    if (isNullable(node)) {
      maybe(greedy, () => plus(node, greedy));
      return;
    }
    const at = program.push({ kind: 'match' }) - 1;
    write(node);
    program.push({ kind: 'jump', to: at });
    program[at] = split(greedy, at + 1, program.length);
  };
  const upTo = (node: Node, times: number, greedy: boolean): void => {
    if (times > 0) {
      maybe(greedy, () => {
        write(node);
        upTo(node, times - 1, greedy);
      });
    }
  };

  function write(node: Node): void {
    switch (node.kind) {
      case 'one': case 'assert':
        program.push({ kind: node.kind, test: testOf(node.source) });
        return;
      case 'sequence':
        node.of.forEach(write);
        return;
      case 'choice': {
        const ends: number[] = [];
        node.of.forEach((option, index) => {
          if (index === node.of.length - 1) {
            write(option);
            return;
          }
          const at = program.push({ kind: 'match' }) - 1;
          write(option);
          ends.push(program.push({ kind: 'match' }) - 1);
          program[at] = { kind: 'split', ways: [at + 1, program.length] };
        });
        for (const end of ends) program[end] = { kind: 'jump', to: program.length };
        return;
      }
      case 'group':
        program.push({ kind: 'keep', slot: 2 * node.index });
        write(node.of);
        program.push({ kind: 'keep', slot: 2 * node.index + 1 });
        return;
      case 'repeat': {
        const { of, min, max, greedy } = node;
        const copies = max === Infinity ? Math.max(0, min - 1) : min;
        for (let i = 0; i < copies; i += 1) write(of);
        if (max !== Infinity) upTo(of, max - min, greedy);
        else if (min === 0) star(of, greedy);
        else plus(of, greedy);
      }
    }
  }

  write(tree);
  program.push({ kind: 'match' });
  return program;
}
