import { objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { printerFor } from '../../output/formats';
import type { Info } from '../../resources/info';
import { infosOf, select } from '../../resources/select';
import { send } from '../../runtime/client';
import { dryRunOf, tried } from '../../runtime/dry-run';
import type { DryRun } from '../../runtime/dry-run';
import { KubectlError, ServerError, throwAll, usageError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';

/** The nodes that the command line names (DrainCmdOptions.Complete). */
export function* nodesOf(session: Session): Steps<readonly Info[]> {
  const { args, flags, command } = session;
  const selector = flags.text('selector');
  if (args.length === 0 && !flags.changed('selector')) throw usageError(command, `USAGE: ${command.data.use} [flags]`);
  if (args.length > 0 && selector !== '') throw usageError(command, 'error: cannot specify both a node name and a --selector option');
  const { infos, errors } = yield* infosOf(select(session, { args: selector === '' ? args.map((name) => (name.includes('/') ? name : `nodes/${name}`)) : ['nodes'], labelSelector: selector }));
  throwAll(errors);
  for (const { kind } of infos) if (kind.type !== 'core.v1.Node') throw new KubectlError(`error: expected resource of type node, got ${quote(kind.resource?.plural ?? '')}`);
  return infos;
}

/** RunCordonOrUncordon. */
export function* cordonAll(session: Session, nodes: readonly Info[], desired: boolean, dryRun: DryRun): Steps<void> {
  const { machine } = session;
  const say = (operation: string, object: JsonObject): void => machine.out(printerFor(session, { operation: tried(operation, dryRun), typed: true })(object));
  const word = desired ? 'cordoned' : 'uncordoned';
  for (const { kind, name, object } of nodes) {
    if ((objectOf(object.spec).unschedulable === true) === desired) {
      say(`already ${word}`, object);
      continue;
    }
    try {
      if (dryRun !== 'client') yield* send(session, kind, { verb: 'patch', namespace: '', name, patch: { spec: { unschedulable: desired ? true : null } } as never, patchType: 'strategic', dryRun: dryRun === 'server' });
      say(word, object);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      machine.err(`error: unable to ${desired ? 'cordon' : 'uncordon'} node ${quote(name)}: ${error.message}\n`);
    }
  }
}

const verb = (desired: boolean): Verb =>
  function* cordonNodes(session) {
    const dryRun = dryRunOf(session);
    yield* cordonAll(session, yield* nodesOf(session), desired, dryRun);
  };

export const cordon = verb(true);
export const uncordon = verb(false);
