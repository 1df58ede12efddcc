import { equalValues } from '../../../api/equal';
import { LAST_APPLIED, sortKeys } from '../../../api/apply/last-applied';
import { toJson } from '../../../api/manifest/json';
import { visitManifest } from '../../../api/manifest/visit';
import { objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { goJson } from '../../../base/go/json';
import { quote } from '../../../base/go/quote';
import { printerFor } from '../../output/formats';
import { validationOf } from '../../resources/body';
import { isNamespaced, metadataOf, nameOf, namespaceOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { fileFlags, infosOf, select } from '../../resources/select';
import { send } from '../../runtime/client';
import { KubectlError, throwAll } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { editObjects, withoutManagers } from '../editing';
import type { Edited, Pass } from '../editing';

const HEADER = `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`;

const NONE = 'no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`';

/** The objects that annotations hold. */
function appliedInfos({ machine }: Session, infos: readonly Info[]): readonly Info[] {
  return infos.flatMap(({ object }): readonly Info[] => {
    const text = objectOf(metadataOf(object).annotations)[LAST_APPLIED];
    if (typeof text !== 'string') return [];
    const [first] = visitManifest(text, machine.registry(), { source: 'edited-file', validate: false });
    if (first === undefined) return [];
    if ('error' in first) throw new KubectlError(first.error);
    const applied = toJson(first.body) as JsonObject;
    return [{ kind: first.kind, name: first.name, namespace: first.namespace, object: applied }];
  });
}

/** RequireNamespace: an object without a namespace belongs to the command's; one of another is refused. */
function placed(session: Session, { object, visit: { kind } }: Edited): JsonObject {
  if (!isNamespaced(kind)) return object;
  const { name } = session.namespace();
  const own = namespaceOf(object);
  if (own === '') return { ...object, metadata: { ...metadataOf(object), namespace: name } };
  if (own !== name) throw new KubectlError(`the namespace from the provided object ${quote(own)} does not match the namespace ${quote(name)}. You must pass '--namespace=${own}' to perform this operation.`);
  return object;
}

/** visitToApplyEditPatch: annotations hold no uid as a rule, so that each object is compared with the first. */
function* sendOne(session: Session, infos: readonly Info[], object: JsonObject, { kind }: Edited['visit']): Steps<void> {
  const { machine, flags } = session;
  const original = infos.find((one) => textOf(metadataOf(one.object).uid) === textOf(metadataOf(object).uid));
  if (original === undefined) throw new KubectlError(`no original object found for ${nameOf(object)}`);
  const same = equalValues(withoutManagers(original.object), object);
  if (!same) {
    const patch = { metadata: { annotations: { [LAST_APPLIED]: goJson(sortKeys(object)) } } };
    yield* send(session, kind, { verb: 'patch', namespace: isNamespaced(kind) ? session.namespace().name : '', name: nameOf(object), patch: patch as never, patchType: 'merge', fieldValidation: validationOf(session), fieldManager: flags.text('field-manager') });
  }
  machine.out(printerFor(session, { operation: same ? 'skipped' : 'edited' })(object));
}

function* sendAll(session: Session, infos: readonly Info[], edited: readonly Edited[]): Steps<Pass> {
  const objects = edited.map((one) => ({ object: withoutManagers(placed(session, one)), visit: one.visit }));
  for (const { object, visit } of objects) yield* sendOne(session, infos, object, visit);
  return { reasons: [], failed: [] };
}

/** `kubectl apply edit-last-applied` (pkg/cmd/apply/apply_edit_last_applied.go; pkg/cmd/util/editor/editoptions.go: ApplyEditMode). */
export const editLastApplied: Verb = function* editLastApplied(session) {
  const { infos: live, errors } = yield* infosOf(select(session, { args: session.args, ...fileFlags(session), continueOnError: true, latest: true }));
  throwAll(errors);
  const infos = appliedInfos(session, live);
  if (infos.length === 0) throw new KubectlError(NONE);
  yield* editObjects(session, { header: HEADER, infos, send: (edited) => sendAll(session, infos, edited) });
};
