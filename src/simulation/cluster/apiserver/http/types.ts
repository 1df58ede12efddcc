import type { Registry } from '../../../api/registry';
import type { Answer, Request } from '../types';

/** Where requests go that come over HTTP. */
export interface ApiDoor {
  /** What is served now, kinds of definitions among it. */
  readonly registry: () => Registry;
  readonly ask: (request: Request) => Answer;
}

/** A request as the HTTP layer gets it; `path` with its query. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** A body that goes on. */
export interface HttpStream {
  /** Seconds until the server ends it. */
  readonly seconds: number;
  /** What has come since it was asked last; after `ended` nothing more does. */
  next(): { readonly text: string; readonly ended?: boolean };
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** Milliseconds until it came, besides those of the network. */
  readonly took?: number;
  /** What follows the body. */
  readonly stream?: HttpStream;
}
