import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { dryRunOf } from '../../runtime/dry-run';
import { KubectlError } from '../../runtime/errors';
import type { Verb } from '../../runtime/session';
import { quantities } from '../create/small';
import { changeAll, checkSet, objectsOf } from './change';
import { isSelected, LISTS, withContainers, withPodSpec } from './pod-spec';

/** `kubectl set resources` (pkg/cmd/set/set_resources.go). */
export const setResources: Verb = function* setResources(session) {
  const { flags } = session;
  const dryRun = dryRunOf(session);
  const infos = yield* objectsOf(session, session.args);
  checkSet(session, dryRun);
  if (flags.text('limits') === '' && flags.text('requests') === '') throw new KubectlError('you must specify an update to requests or limits (in the form of --requests/--limits)');
  const asked = { limits: quantities(flags.text('limits')), requests: quantities(flags.text('requests')) };
  const pattern = flags.text('containers');
  const merged = (resources: JsonObject, field: 'limits' | 'requests'): JsonObject => (Object.keys(asked[field]).length === 0 ? {} : { [field]: { ...objectOf(resources[field]), ...asked[field] } });
  yield* changeAll(session, infos, {
    dryRun, operation: 'resource requirements updated', failure: 'failed to patch resources update to pod template ',
    change: (info, errors) =>
      withPodSpec(info, (spec) => {
        const isAny = LISTS.some((list) => listOf(spec[list]).some((one) => isSelected(textOf(objectOf(one).name), pattern)));
        if (!isAny) errors.push(new KubectlError(`error: unable to find container named ${pattern}`));
        return withContainers(spec, (container) => {
          if (!isSelected(textOf(container.name), pattern)) return container;
          const resources = objectOf(container.resources);
          return { ...container, resources: { ...resources, ...merged(resources, 'limits'), ...merged(resources, 'requests') } };
        });
      }),
  });
};
