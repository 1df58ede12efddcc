import { runProgram } from '../run/run';
import type { Program } from '../shell';

/** sudo(8) for root: the command itself. */
export const sudo: Program = {
  *run(process) {
    const at = process.args.findIndex((word) => !word.startsWith('-'));
    const [name, ...args] = at < 0 ? [] : process.args.slice(at);
    return name === undefined ? 0 : yield* runProgram({ ...process, name, args });
  },
};
