import { KubectlError, usageError } from '../runtime/errors';
import type { Verb } from '../runtime/session';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

/** `kubectl completion`. */
export const completion: Verb = function* completion({ args, command }) {
  yield* [];
  if (args.length === 0) throw usageError(command, 'Shell not specified.');
  if (args.length > 1) throw usageError(command, 'Too many arguments. Expected only the shell type.');
  if (!SHELLS.includes(args[0] ?? '')) throw usageError(command, `Unsupported shell type "${args[0]}".`);
  throw new KubectlError('the terminal here completes words by itself: press Tab');
};

/** `kubectl plugin list`. */
export const pluginList: Verb = function* pluginList() {
  yield* [];
  throw new KubectlError('unable to find any kubectl plugins in your PATH');
};

/** `kubectl alpha`, which has no commands in a release. */
export const alpha: Verb = function* alpha({ machine }) {
  yield* [];
  machine.err('No alpha commands are available in this version of kubectl\n');
};
