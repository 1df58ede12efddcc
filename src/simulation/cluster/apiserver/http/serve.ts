import type { Failure, User } from '../types';
import { followOver } from './follow';
import { refusal, routed } from './route';
import type { ApiDoor, HttpRequest, HttpResponse } from './types';
import { sentBy, startsAnew, watchStream } from './watch';

/** What the API server answers somebody who speaks HTTP to it, and who is known already. */
export function apiOverHttp(door: ApiDoor, request: HttpRequest, user: User): HttpResponse {
  const found = routed(door.registry(), request);
  if ('response' in found) return found.response;
  if ('followed' in found) return followOver(door, found.followed, user, found.respond);
  if (!('watched' in found)) return found.respond(door.ask({ ...found.asked, user }));
  const { watched } = found;
  const first = door.ask({ ...watched.asked, ...(startsAnew(watched) ? {} : { watch: watched.since }), user });
  const answered = found.respond(first);
  return 'failure' in first ? answered : { ...answered, stream: watchStream(door, watched, sentBy(door.registry(), watched, first).since, user) };
}

/** What it answers before it has looked at what is asked for. */
export const refusedOverHttp = (request: HttpRequest, why: Failure): HttpResponse => refusal(request, why);
