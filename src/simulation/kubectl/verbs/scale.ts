import { objectOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { printerFor } from '../output/formats';
import { metadataOf } from '../resources/info';
import type { Info } from '../resources/info';
import { fileFlags, infosOf, select } from '../resources/select';
import { causePatch, records } from '../runtime/change-cause';
import { getObject, send } from '../runtime/client';
import { dryRunOf, tried } from '../runtime/dry-run';
import type { DryRun } from '../runtime/dry-run';
import { KubectlError, ServerError, throwAll } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';

const WAIT = 1_000_000;

function* resize(session: Session, { kind, namespace, name }: Info, dryRun: DryRun): Steps<number> {
  const { flags, machine } = session;
  const [replicas, expected, version] = [flags.int('replicas'), flags.int('current-replicas'), flags.text('resource-version')];
  if (expected !== -1 || version !== '') {
    const current = yield* getObject(session, kind, namespace, name, 'scale');
    const size = Number(objectOf(current.spec).replicas ?? 0);
    if (expected !== -1 && size !== expected) throw new KubectlError(`Expected replicas to be ${expected}, was ${size}`);
    const seen = String(metadataOf(current).resourceVersion);
    if (version !== '' && seen !== version) throw new KubectlError(`Expected resource version to be ${version}, was ${seen}`);
  }
  const scaled = yield* send(session, kind, { verb: 'patch', namespace, name, subresource: 'scale', patch: { spec: { replicas } }, patchType: 'merge', dryRun: dryRun === 'server' });
  const timeout = Number(flags.nanoseconds('timeout') / 1000n);
  if (timeout > 0 && dryRun === 'none') {
    for (const end = machine.now() + timeout; ; ) {
      const current = yield* getObject(session, kind, namespace, name, 'scale');
      if (Number(objectOf(current.status).replicas ?? 0) === replicas) break;
      if (machine.now() >= end) throw new KubectlError(`timed out waiting for ${JSON.stringify(name)} to be synced`);
      yield { do: 'sleep', micros: WAIT };
    }
  }
  return Number(objectOf(scaled.spec).replicas ?? 0);
}

/** A patch of its own, whose failure nobody hears of. */
function* record(session: Session, { kind, namespace, name }: Info): Steps<void> {
  try {
    yield* send(session, kind, { verb: 'patch', namespace, name, patch: causePatch(session) as never, patchType: 'merge' });
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
  }
}

const withReplicas = (object: JsonObject, replicas: number): JsonObject => ({ ...object, spec: { ...objectOf(object.spec), replicas } });

/** `kubectl scale` (pkg/cmd/scale/scale.go). */
export const scale: Verb = function* scale(session) {
  const { flags, machine } = session;
  const dryRun = dryRunOf(session);
  const print = printerFor(session, { operation: tried('scaled', dryRun) });
  const replicas = flags.int('replicas');
  if (replicas < 0) throw new KubectlError('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
  if (flags.int('current-replicas') < -1) throw new KubectlError('The --current-replicas must specify an integer of -1 or greater');
  const selected = select(session, { args: session.args, ...fileFlags(session), labelSelector: flags.text('selector'), all: flags.bool('all'), continueOnError: true });
  const { infos, errors } = yield* infosOf(selected);
  if (flags.text('resource-version') !== '' && infos.length > 1) throw new KubectlError('cannot use --resource-version with multiple resources');
  if (infos.length === 0) {
    throwAll(errors);
    throw new KubectlError('no objects passed to scale');
  }
  for (const info of infos) {
    const size = dryRun === 'client' ? replicas : yield* resize(session, info, dryRun);
    if (dryRun !== 'client' && records(session)) yield* record(session, info);
    machine.out(print(withReplicas(info.object, size)));
  }
  throwAll(errors);
};
