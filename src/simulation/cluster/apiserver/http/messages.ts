/** What goes over HTTP, before anybody knows what it is about. */

/** A request as the HTTP layer gets it; `path` with its query. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  /** The address that it comes from, where that is known. */
  readonly from?: string;
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
  /** Nothing comes: whoever was asked for it says nothing. */
  readonly silent?: boolean;
}
