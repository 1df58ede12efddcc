import { objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { getObject } from '../../runtime/client';
import { KubectlError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import { metadataOf } from '../../resources/info';
import { mappingFor } from '../../resources/mapper';
import { creator } from './draft';

/** `registry/team/app:1@sha256:…` is `app`. */
function containerName(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1);
  return (last.split(':')[0] ?? '').split('@')[0] ?? '';
}

/** A name no longer and with no other letters than a container's may have. */
function containerNames(images: readonly string[]): readonly string[] {
  return images.map(containerName);
}

const commandOf = (words: readonly string[]): JsonObject => (words.length === 0 ? {} : { command: [...words] });

export const createDeployment = creator({
  failure: 'failed to create deployment: ',
  takesCommand: true,
  check({ flags }, words) {
    if (flags.list('image').length > 1 && words.length > 0) throw new KubectlError('cannot specify multiple --image options and command');
  },
  build({ flags }, name, words) {
    const images = flags.list('image');
    const names = containerNames(images);
    const labels = { app: name };
    const port = flags.int('port');
    const ports = port >= 0 && flags.changed('port') ? { ports: [{ containerPort: port }] } : {};
    const containers = images.map((image, at) => ({ name: names[at]!, image, ...commandOf(words), ...(at === 0 ? ports : {}) }));
    return {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, labels },
      spec: { replicas: flags.int('replicas'), selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
    };
  },
});

const podOf = (name: string, image: string, words: readonly string[], restartPolicy: string): JsonObject => ({
  spec: { template: { spec: { containers: [{ name, image, ...commandOf(words) }], restartPolicy } } },
});

function* jobFromCronJob(session: Session, name: string): Steps<JsonObject> {
  const [type = '', from = ''] = session.flags.text('from').split('/');
  const kind = mappingFor(session, type);
  const cron = yield* getObject(session, kind, session.namespace().name, from);
  if (kind.kind !== 'CronJob') throw new KubectlError('from must be an existing cronjob');
  const template = objectOf(objectOf(cron.spec).jobTemplate);
  const { annotations, labels } = metadataOf(template);
  const { name: owner = '', uid = '' } = metadataOf(cron);
  return {
    apiVersion: 'batch/v1', kind: 'Job',
    metadata: {
      name, annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...objectOf(annotations) }, ...(labels === undefined ? {} : { labels }),
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: owner, uid, controller: true }],
    },
    spec: template.spec ?? {},
  };
}

export const createJob = creator({
  failure: 'failed to create job: ',
  takesCommand: true,
  check({ flags }, words) {
    const [image, from] = [flags.text('image'), flags.text('from')];
    if ((image === '') === (from === '')) throw new KubectlError('either --image or --from must be specified');
    if (words.length > 0 && from !== '') throw new KubectlError('cannot specify --from and command');
  },
  build(session, name, words) {
    if (session.flags.text('from') !== '') return jobFromCronJob(session, name);
    return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, ...podOf(name, session.flags.text('image'), words, 'Never') };
  },
});

export const createCronJob = creator({
  failure: 'failed to create cronjob: ',
  takesCommand: true,
  build({ flags }, name, words) {
    const restart = flags.text('restart') === '' ? 'OnFailure' : flags.text('restart');
    return {
      apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name },
      spec: { schedule: flags.text('schedule'), jobTemplate: { metadata: { name }, ...podOf(name, flags.text('image'), words, restart) } },
    };
  },
});

