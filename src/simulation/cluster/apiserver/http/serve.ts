import type { Failure, User } from '../types';
import { refusal, routed } from './route';
import type { ApiDoor, HttpRequest, HttpResponse } from './types';

/** What the API server answers somebody who speaks HTTP to it, and who is known already. */
export function apiOverHttp({ registry, ask }: ApiDoor, request: HttpRequest, user: User): HttpResponse {
  const found = routed(registry(), request);
  return 'response' in found ? found.response : found.respond(ask({ ...found.asked, user }));
}

/** What it answers before it has looked at what is asked for. */
export const refusedOverHttp = (request: HttpRequest, why: Failure): HttpResponse => refusal(request, why);
