import { quote } from '../../../base/go/quote';

/** What client-go says of an HTTP answer that is no AdmissionReview (rest/request.go, apimachinery errors.NewGenericServerResponse). */

const WORDS: Readonly<Record<number, string>> = {
  400: 'the server rejected our request for an unknown reason',
  401: 'the server has asked for the client to provide credentials',
  404: 'the server could not find the requested resource',
  405: 'the server does not allow this method on the requested resource',
  409: 'the server reported a conflict',
  422: 'the server rejected our request due to an error in our request',
  429: 'the server has received too many requests and has asked us to try again later',
  503: 'the server is currently unable to handle the request',
  504: 'the server was unable to return a response in the time allotted, but may still be processing the request',
};

/** maxUnstructuredResponseTextBytes. */
const LONGEST = 2048;

const VERSION_STRUCT = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** The error of an answer; `body` is text of whatever kind. */
export function httpError(code: number, body: string): string {
  const text = body.slice(0, LONGEST).trim();
  if (code >= 200 && code <= 206) {
    if (body === '') return `0-length response with status code: ${code} and content type: text/plain`;
    return `couldn't get version/kind; json parse error: json: cannot unmarshal ${text.startsWith('[') ? 'array' : 'string'} into Go value of type ${VERSION_STRUCT}`;
  }
  if (code === 403 || code === 415) return text;
  if (code === 406) return text === '' || text === 'unknown' ? 'the server was unable to respond with a content type that the client supports' : text;
  const known = WORDS[code];
  if (known !== undefined) return known;
  return code >= 500 ? `an error on the server (${quote(text)}) has prevented the request from succeeding` : `the server responded with the status code ${code} but did not return more information`;
}
