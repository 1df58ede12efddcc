/** kubectl's commands as another program uses them: as libraries, without what the command line makes of their errors. */
import { commandOf } from './args/command';
import { findCommand } from './args/find';
import { flagsFor } from './args/flags';
import { parseFlags } from './args/parse';
import { COMMANDS } from './generated/commands';
import { KubectlError } from './runtime/errors';
import type { Machine, Steps } from './runtime/machine';
import { createSession } from './runtime/session';
import type { Verb } from './runtime/session';

const ROOT = commandOf(COMMANDS);

/** Runs a verb with the words of its command line; its errors are thrown as they are. The verb is given so that a program carries those alone that it uses. */
export function* runVerb(machine: Machine, verb: Verb, argv: readonly string[]): Steps<void> {
  const found = findCommand(ROOT, argv);
  if ('error' in found) throw new KubectlError(found.error);
  const parsed = parseFlags(found.command, found.args);
  if ('error' in parsed) throw new KubectlError(parsed.error);
  yield* verb(createSession(machine, found.command, flagsFor(found.command, parsed), parsed.args, parsed.dashAt));
}
