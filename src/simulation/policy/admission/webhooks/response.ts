import { JsonError, parseJsonValue, quoteChar } from '../../../api/manifest/json-text';
import { jsonName } from '../../../api/manifest/go-values';
import type { JsonObject } from '../../../api/schema/walk';
import type { Status } from '../../../api/request/create';
import { quote } from '../../../base/go/quote';
import type { HookResponse } from './reply';

/** What the server makes of an AdmissionReview that comes back (webhook/request/admissionreview.go VerifyAdmissionResponse, webhook/errors/statuserror.go). */

/** Why a response is none; undefined: it is good. */
export function responseError({ uid, patch, patchType }: HookResponse, asked: string, isMutating: boolean): string | undefined {
  if (uid !== undefined && uid !== asked) return `expected response.uid=${quote(asked)}, got ${quote(uid)}`;
  const [hasPatch, hasType] = [patch !== undefined && patch !== '', patchType !== null && (patchType !== undefined || (patch !== undefined && patch !== ''))];
  if (!isMutating) return hasPatch ? 'validating webhook may not return response.patch' : hasType ? 'validating webhook may not return response.patchType' : undefined;
  if (hasPatch && !hasType) return 'webhook returned response.patch but not response.patchType';
  if (!hasPatch && hasType) return 'webhook returned response.patchType but not response.patch';
  return patchType === '' ? 'webhook returned invalid response.patchType of ""' : undefined;
}

/** errors.ToStatusErr: the refusal as the client gets it. */
export function denialOf(webhook: string, status: HookResponse['status']): Status {
  const { code = 0, reason = '', message = '' } = status ?? {};
  const deniedBy = `admission webhook ${quote(webhook)} denied the request`;
  const why = message !== '' ? `: ${message}` : reason !== '' ? `: ${reason}` : ' without explanation';
  return { reason: reason as Status['reason'], code: code < 400 ? 400 : code, message: `${deniedBy}${why}` };
}

/** jsonpatch.DecodePatch: the operations, or why there are none. */
export function decodePatch(patch: readonly JsonObject[] | string): { readonly operations: readonly JsonObject[] } | { readonly error: string } {
  if (typeof patch !== 'string') return { operations: patch };
  try {
    const { tree, end } = parseJsonValue(patch, 0);
    const rest = patch.slice(end).trimStart();
    if (rest !== '') return { error: `invalid character ${quoteChar(rest)} after top-level value` };
    const name = jsonName(tree);
    if (name !== 'array') return name === 'null' ? { operations: [] } : { error: `json: cannot unmarshal ${name} into Go value of type jsonpatch.Patch` };
    const wrong = tree.type === 'sequence' ? tree.items.map(jsonName).find((item) => item !== 'object' && item !== 'null') : undefined;
    return wrong === undefined ? { operations: (JSON.parse(patch) as (JsonObject | null)[]).map((one) => one ?? {}) } : { error: `json: cannot unmarshal ${wrong} into Go value of type jsonpatch.Operation` };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { error: error.syntax ? error.message : 'unexpected end of JSON input' };
  }
}
