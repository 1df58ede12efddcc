import { groupQualified } from '../../../api/status';
import { objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { formatTime } from '../../../base/time';
import { quote } from '../../../base/go/quote';
import { printerFor } from '../../output/formats';
import { metadataOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { fileFlags, infosOf, select } from '../../resources/select';
import { send } from '../../runtime/client';
import { KubectlError, throwAll } from '../../runtime/errors';
import type { Session, Verb } from '../../runtime/session';
import { failed, patchOf } from '../set/change';
import { requireResource, typedOnly } from './common';

interface Change {
  readonly operation: string;
  /** What is wrong where nothing changes. */
  unchanged(info: Info): Error;
  /** The object as it is to be; throws why it cannot. */
  change(session: Session, info: Info): JsonObject;
}

const changer = ({ operation, unchanged, change }: Change): Verb =>
  function* roll(session) {
    const { flags, machine, args } = session;
    requireResource(session);
    const selected = select(session, { args, ...fileFlags(session), labelSelector: flags.text('selector'), typeMeansAll: true, continueOnError: true, latest: true });
    const { infos, errors: found } = yield* infosOf(selected);
    const errors = [...found];
    const print = printerFor(session, { operation, typed: true });
    if (infos.length === 0 && errors.length === 0) machine.err(`No resources found in ${session.namespace().name} namespace.\n`);
    for (const info of infos) {
      try {
        typedOnly(info.kind);
        let after: JsonObject;
        try {
          after = change(session, info);
        } catch (error) {
          if (!failed(error)) throw error;
          throw new KubectlError(`error: ${groupQualified(info.kind.resource?.group ?? '', info.kind.resource?.plural ?? '')} ${quote(info.name)} ${error.message}`);
        }
        const patch = patchOf(info, after);
        if (patch === undefined) throw unchanged(info);
        try {
          machine.out(print(yield* send(session, info.kind, { verb: 'patch', namespace: info.namespace, name: info.name, patch: patch as never, patchType: 'strategic', fieldManager: flags.text('field-manager') })));
        } catch (error) {
          throw failed(error) ? new KubectlError(`failed to patch: ${error.message}`) : error;
        }
      } catch (error) {
        if (!failed(error)) throw error;
        errors.push(error);
      }
    }
    throwAll(errors);
  };

const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

/** `kubectl rollout restart` (pkg/cmd/rollout/rollout_restart.go, polymorphichelpers/objectrestarter.go). */
export const rolloutRestart = changer({
  operation: 'restarted',
  unchanged: ({ name }) => new KubectlError(`failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`),
  change({ machine }, { kind, object }) {
    if (!['apps.v1.Deployment', 'apps.v1.DaemonSet', 'apps.v1.StatefulSet'].includes(kind.type)) throw new KubectlError('restarting is not supported');
    const spec = objectOf(object.spec);
    if (kind.kind === 'Deployment' && spec.paused === true) throw new KubectlError("can't restart paused deployment (run rollout resume first)");
    const template = objectOf(spec.template);
    const metadata = metadataOf(template);
    return { ...object, spec: { ...spec, template: { ...template, metadata: { ...metadata, annotations: { ...objectOf(metadata.annotations), [RESTARTED]: formatTime(machine.now()) } } } } };
  },
});

const paused = (pause: boolean): Change['change'] =>
  (_, { kind, object }) => {
    if (kind.type !== 'apps.v1.Deployment') throw new KubectlError(pause ? 'pausing is not supported' : 'resuming is not supported');
    const spec = objectOf(object.spec);
    if ((spec.paused === true) === pause) throw new KubectlError(pause ? 'is already paused' : 'is not paused');
    if (pause) return { ...object, spec: { ...spec, paused: true } };
    return { ...object, spec: Object.fromEntries(Object.entries(spec).filter(([name]) => name !== 'paused')) };
  };

export const rolloutPause = changer({ operation: 'paused', unchanged: () => new KubectlError('already paused'), change: paused(true) });
export const rolloutResume = changer({ operation: 'resumed', unchanged: () => new KubectlError('already resumed'), change: paused(false) });
