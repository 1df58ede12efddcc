import { parseUrl } from '../../base/go/url';
import { invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { dns1123SubdomainErrors, portNumberErrors } from '../names';

/** A service that is called back (apiserver pkg/util/webhook ValidateWebhookService). */
export interface WebhookService {
  readonly name: string;
  readonly namespace: string;
  readonly path?: string;
  readonly port?: number;
}

function validateServicePath(path: string, at: string): FieldError[] {
  if (path === '' || path === '/') return [];
  if (path === '//') return [invalid(at, path, 'segment[0] may not be empty')];
  const errors = path.startsWith('/') ? [] : [invalid(at, path, "must start with a '/'")];
  const steps = path.slice(1).replace(/\/$/, '').split('/');
  for (const [index, step] of steps.entries()) {
    if (step === '') errors.push(invalid(at, path, `segment[${index}] may not be empty`));
    else errors.push(...dns1123SubdomainErrors(step).map((error) => invalid(at, path, `segment[${index}]: ${error}`)));
  }
  return errors;
}

export function validateWebhookService({ name, namespace, path, port = 0 }: WebhookService, at: string): FieldError[] {
  const wrongPort = portNumberErrors(port);
  return [
    ...(name === '' ? [required(`${at}.name`)] : []),
    ...(namespace === '' ? [required(`${at}.namespace`)] : []),
    ...(wrongPort.length === 0 ? [] : [invalid(`${at}.port`, port, `port is not valid: ${wrongPort.join(', ')}`)]),
    ...(path === undefined ? [] : validateServicePath(path, `${at}.path`)),
  ];
}

const FORM = '; desired format: https://host[/path]';

/** ValidateWebhookURL: https, and nothing behind the path. */
export function validateWebhookUrl(text: string, at: string): FieldError[] {
  const parsed = parseUrl(text);
  if (!parsed.ok) return [required(at, `url must be a valid URL: ${parsed.error}${FORM}`)];
  const { scheme, host, user, fragment = '', rawQuery } = parsed.url;
  return [
    ...(scheme === 'https' ? [] : [invalid(at, scheme, `'https' is the only allowed URL scheme${FORM}`)]),
    ...(host === '' ? [invalid(at, host, `host must be specified${FORM}`)] : []),
    ...(user === undefined ? [] : [invalid(at, user, 'user information is not permitted in the URL')]),
    ...(fragment === '' ? [] : [invalid(at, fragment, 'fragments are not permitted in the URL')]),
    ...(rawQuery === '' ? [] : [invalid(at, rawQuery, 'query parameters are not permitted in the URL')]),
  ];
}
