/** Questions about who somebody is and what he may do: answered, and stored nowhere (pkg/registry/authorization, pkg/registry/authentication). */
import type { AccessRequest } from '../../policy/rbac';
import { formatTime } from '../../base/time';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import type { ApiObject } from '../../api';
import type { Store } from '../store/store';
import type { Access, Answer, Request, User } from './types';

function askedOf(spec: JsonObject): AccessRequest {
  const url = objectOf(spec.nonResourceAttributes);
  if (spec.nonResourceAttributes !== undefined) return { verb: textOf(url.verb), path: textOf(url.path) };
  const { verb, group, resource, subresource, name, namespace } = objectOf(spec.resourceAttributes);
  return { verb: textOf(verb), apiGroup: textOf(group), resource: textOf(resource), subresource: textOf(subresource), name: textOf(name), namespace: textOf(namespace) };
}

/** The answer to a review; undefined where the request is none. `now`: µs since 1970. */
export function review(access: Access, store: Store, { verb, resource, body, user, namespace }: Request, now: number): Answer | undefined {
  if (verb !== 'create' || body === undefined) return undefined;
  const json = body as unknown as JsonObject;
  const spec = objectOf(json.spec);
  const answer = (more: JsonObject, metadata: JsonObject = {}): Answer => ({ code: 201, object: { ...json, metadata, ...more } as unknown as ApiObject, warnings: [] });
  const decided = (who: User, asked: AccessRequest): Answer => {
    const { allowed, reason } = access.decide(who, asked, store);
    return answer({ spec, status: { allowed, ...(reason === '' ? {} : { reason }) } });
  };
  switch (resource) {
    case 'selfsubjectaccessreviews':
      return decided(user, askedOf(spec));
    case 'subjectaccessreviews':
      return decided({ username: textOf(spec.user), groups: listOf(spec.groups).map(textOf) }, askedOf(spec));
    case 'localsubjectaccessreviews':
      return decided({ username: textOf(spec.user), groups: listOf(spec.groups).map(textOf) }, { ...askedOf(spec), ...(namespace === undefined ? {} : { namespace }) } as AccessRequest);
    case 'selfsubjectrulesreviews':
      return answer({ spec, status: access.rules(user, textOf(spec.namespace), store) as unknown as JsonObject });
    case 'selfsubjectreviews':
      return answer({ status: { userInfo: { username: user.username, groups: user.groups ?? [] } } }, { creationTimestamp: formatTime(now) });
    default:
      return undefined;
  }
}
