import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { dryRunOf } from '../../runtime/dry-run';
import { KubectlError, throwAll } from '../../runtime/errors';
import type { Session, Verb } from '../../runtime/session';
import { splitPairs } from '../split-pairs';
import { changeAll, checkSet, objectsOf } from './change';
import { LISTS, withContainers, withPodSpec } from './pod-spec';

function imagesOf(words: readonly string[]): ReadonlyMap<string, string> {
  const wrong = words.filter((word) => !(word.includes('=') && !word.startsWith('=')));
  if (wrong.length > 0) throw new KubectlError(`invalid image format: ${wrong.join(', ')}`);
  return new Map(words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]));
}

function check(session: Session, resources: readonly string[], images: ReadonlyMap<string, string>): void {
  const { flags } = session;
  const errors: Error[] = [];
  if (flags.bool('all') && flags.text('selector') !== '') errors.push(new KubectlError('cannot set --all and --selector at the same time'));
  if (resources.length === 0 && flags.list('filename').length === 0 && flags.text('kustomize') === '') errors.push(new KubectlError('one or more resources must be specified as <resource> <name> or <resource>/<name>'));
  if (images.size === 0) errors.push(new KubectlError('at least one image update is required'));
  else if (images.size > 1 && images.has('*')) errors.push(new KubectlError('all containers are already specified by *, but saw more than one container_name=container_image pairs'));
  throwAll(errors);
}

function withImages(spec: JsonObject, images: ReadonlyMap<string, string>, errors: Error[]): JsonObject {
  const names = LISTS.flatMap((list) => listOf(spec[list]).map((one) => textOf(objectOf(one).name)));
  for (const name of images.keys()) if (name !== '*' && !names.includes(name)) errors.push(new KubectlError(`error: unable to find container named ${quote(name)}`));
  return withContainers(spec, (container) => {
    const image = images.get('*') ?? images.get(textOf(container.name));
    return image === undefined ? container : { ...container, image };
  });
}

/** `kubectl set image` (pkg/cmd/set/set_image.go). */
export const setImage: Verb = function* setImage(session) {
  const dryRun = dryRunOf(session);
  const { resources, pairs } = splitPairs(session.args, 'image');
  const images = imagesOf(pairs);
  const infos = yield* objectsOf(session, resources);
  check(session, resources, images);
  checkSet(session, dryRun);
  yield* changeAll(session, infos, {
    dryRun, operation: 'image updated', failure: 'failed to patch image update to pod template: ',
    change: (info, errors) => withPodSpec(info, (spec) => withImages(spec, images, errors)),
  });
};
