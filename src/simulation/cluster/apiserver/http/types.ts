import type { Registry } from '../../../api/registry';
import type { Answer, Request } from '../types';

export type { HttpRequest, HttpResponse, HttpStream } from './messages';

/** Where requests go that come over HTTP. */
export interface ApiDoor {
  /** What is served now, kinds of definitions among it. */
  readonly registry: () => Registry;
  readonly ask: (request: Request) => Answer;
}
