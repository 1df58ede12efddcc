import type { Instruction } from './program';

/** Where groups begin and end: slots 2n and 2n + 1; the whole is group 0. */
export type Slots = readonly (number | undefined)[];

interface Thread {
  readonly at: number;
  readonly slots: Slots;
}

/**
 * Runs a program over a text from a place on: all threads side by side, one character after the other, so that the time is in proportion to the length of both, whatever the expression
 * (regexp/exec.go). Of all matches that begin first the one that is preferred.
 */
export function runThreads(program: readonly Instruction[], text: string, from: number): Slots | undefined {
  const seen = new Int32Array(program.length).fill(-1);
  const holds = (test: RegExp, place: number): boolean => {
    test.lastIndex = place;
    return test.test(text);
  };

  /** The threads that wait for a character, from an instruction on, the preferred ones first. */
  const follow = (threads: Thread[], start: number, place: number, kept: Slots): void => {
    const waiting: Thread[] = [{ at: start, slots: kept }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { at, slots } = next;
      if (seen[at] === place) continue;
      seen[at] = place;
      const instruction = program[at]!;
      switch (instruction.kind) {
        case 'jump':
          waiting.push({ at: instruction.to, slots });
          break;
        case 'split':
          waiting.push({ at: instruction.ways[1], slots }, { at: instruction.ways[0], slots });
          break;
        case 'keep': {
          const changed = slots.slice();
          changed[instruction.slot] = place;
          waiting.push({ at: at + 1, slots: changed });
          break;
        }
        case 'assert':
          if (holds(instruction.test, place)) waiting.push({ at: at + 1, slots });
          break;
        case 'one': case 'match':
          threads.push(next);
      }
    }
  };

  let found: Slots | undefined;
  let threads: Thread[] = [];
  for (let place = from; ; ) {
    if (found === undefined) follow(threads, 0, place, [place]);
    if (threads.length === 0 && found !== undefined) return found;
    const width = place < text.length ? String.fromCodePoint(text.codePointAt(place)!).length : 1;
    const next: Thread[] = [];
    for (const { at, slots } of threads) {
      const instruction = program[at]!;
      if (instruction.kind === 'match') {
        const whole = slots.slice();
        whole[1] = place;
        found = whole;
        // Those that follow are preferred less.
        break;
      }
      if (instruction.kind === 'one' && place < text.length && holds(instruction.test, place)) follow(next, at + 1, place + width, slots);
    }
    if (place >= text.length) return found;
    threads = next;
    place += width;
  }
}
