import { textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { printerFor } from '../../output/formats';
import { metadataOf, objectName } from '../../resources/info';
import type { Info } from '../../resources/info';
import { fileFlags, select, visit } from '../../resources/select';
import { getObject } from '../../runtime/client';
import { isNotFound, KubectlError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { readConditions } from './conditions';
import type { Condition } from './conditions';

/** How often what is waited for is looked at, µs: where the real one is told of each change by a watch. */
const STEP = 200_000;
const WEEK = 7 * 24 * 3600 * 1_000_000;

function* current(session: Session, info: Info): Steps<JsonObject | undefined> {
  try {
    return yield* getObject(session, info.kind, info.namespace, info.name);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Waits until an object is as a condition wants it, or gone where that is what is wanted; an object that goes while something else is wanted is
 * an error. Gives the object as it was last. `once`: it is looked at once, and not waited for (`--timeout=0`).
 */
export function* until(session: Session, info: Info, condition: Condition, deadline: number, once = false): Steps<JsonObject> {
  const uid = textOf(metadataOf(info.object).uid);
  let last = info.object;
  for (;;) {
    const object = yield* current(session, info);
    if (condition.type === 'delete') {
      if (object === undefined || (uid !== '' && metadataOf(object).uid !== uid)) return last;
    } else if (condition.type === 'create') {
      if (object !== undefined) return object;
    } else if (object === undefined) {
      yield* getObject(session, info.kind, info.namespace, info.name);
    } else if (condition.met(object)) return object;
    last = object ?? last;
    if (once) throw new KubectlError(`condition not met for ${objectName(info)}`);
    if (session.machine.now() >= deadline) throw new KubectlError(`timed out waiting for the condition on ${objectName(info)}`);
    yield { do: 'sleep', micros: Math.min(STEP, deadline - session.machine.now()) };
  }
}

/** `kubectl wait` (pkg/cmd/wait). */
export const wait: Verb = function* wait(session) {
  const { flags, machine } = session;
  const print = printerFor(session, { operation: 'condition met' });
  const conditions = readConditions(flags.list('for'));
  const timeout = Number(flags.nanoseconds('timeout') / 1000n);
  const deadline = machine.now() + (timeout < 0 ? WEEK : timeout);
  const isDelete = conditions.some(({ type }) => type === 'delete');
  const isCreate = conditions.some(({ type }) => type === 'create');
  const attempt = function* attempt(): Steps<number> {
    let count = 0;
    const selected = select(session, {
      args: session.args, ...fileFlags(session), labelSelector: flags.text('selector'), fieldSelector: flags.text('field-selector'), all: flags.bool('all'), allNamespaces: flags.bool('all-namespaces'), latest: true, continueOnError: true,
    });
    yield* visit(selected, function* each(info): Steps<void> {
      count += 1;
      let object = info.object;
      for (const condition of conditions) {
        if (condition.type !== 'create') object = yield* until(session, { ...info, object }, condition, deadline, timeout === 0);
        machine.out(print(object));
      }
    });
    return count;
  };
  for (;;) {
    try {
      const count = yield* attempt();
      if (count > 0 || (isDelete && !isCreate)) return;
      if (!isCreate) throw new KubectlError('no matching resources found');
    } catch (error) {
      if (isNotFound(error) && isDelete) return;
      if (!(isNotFound(error) && isCreate)) throw error;
    }
    if (machine.now() >= deadline) throw new KubectlError('timed out waiting for the condition');
    yield { do: 'sleep', micros: STEP };
  }
};
