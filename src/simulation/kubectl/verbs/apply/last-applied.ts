import { annotated } from '../../../api/apply/client-side';
import { LAST_APPLIED, sortKeys } from '../../../api/apply/last-applied';
import { objectOf, textOf } from '../../../api/schema/values';
import { writeYaml } from '../../../api/yaml/write';
import type { JsonObject } from '../../../api/schema/walk';
import { goJson } from '../../../base/go/json';
import { indentedJson } from '../../output/json';
import { printerFor } from '../../output/formats';
import { fetchInfo, metadataOf } from '../../resources/info';
import { fileFlags, infosOf, select } from '../../resources/select';
import { send } from '../../runtime/client';
import { dryRunOf, tried } from '../../runtime/dry-run';
import { KubectlError, throwAll, usageError } from '../../runtime/errors';
import type { Verb } from '../../runtime/session';

const appliedTo = (object: JsonObject): string => textOf(objectOf(metadataOf(object).annotations)[LAST_APPLIED]);

/** `kubectl apply view-last-applied` (pkg/cmd/apply/apply_view_last_applied.go). */
export const viewLastApplied: Verb = function* viewLastApplied(session) {
  const { flags, machine, command, args } = session;
  const { infos, errors } = yield* infosOf(select(session, { args, ...fileFlags(session), labelSelector: flags.text('selector'), all: flags.bool('all'), continueOnError: true, latest: true }));
  const output = flags.text('output');
  const texts: string[] = [];
  for (const { object } of infos) {
    const text = appliedTo(object);
    if (text === '') continue;
    texts.push(text);
  }
  throwAll(errors);
  for (const text of texts) {
    if (output === 'json') machine.out(`${indentedJson(JSON.parse(text), '  ')}\n`);
    else if (output === 'yaml' || output === '') machine.out(writeYaml(JSON.parse(text) as JsonObject));
    else throw usageError(command, `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`);
  }
};

/** `kubectl apply set-last-applied` (pkg/cmd/apply/apply_set_last_applied.go). */
export const setLastApplied: Verb = function* setLastApplied(session) {
  const { flags, machine } = session;
  const dryRun = dryRunOf(session);
  const { infos, errors } = yield* infosOf(select(session, { args: [], filenames: flags.list('filename'), continueOnError: true }));
  throwAll(errors);
  const print = printerFor(session, { operation: tried('configured', dryRun) });
  for (const info of infos) {
    const { kind, namespace, name } = info;
    const live = yield* fetchInfo(session, info);
    if (appliedTo(live) === '' && !flags.bool('create-annotation')) throw new KubectlError(`no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`);
    const config = `${goJson(sortKeys(info.object))}\n`;
    if (appliedTo(live) === config) continue;
    const patch = { metadata: { annotations: { [LAST_APPLIED]: config } } };
    const stored = dryRun === 'client' ? annotated(live) : yield* send(session, kind, { verb: 'patch', namespace, name, patch: patch as never, patchType: 'merge', dryRun: dryRun === 'server' });
    machine.out(print(stored));
  }
};
