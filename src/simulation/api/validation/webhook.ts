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
export function validateWebhookUrl(url: string, at: string): FieldError[] {
  const [, scheme = '', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(.*)$/s.exec(url) ?? [];
  const [beforeFragment = '', ...fragment] = rest.split('#');
  const [beforeQuery = '', ...query] = beforeFragment.split('?');
  const authority = beforeQuery.startsWith('//') ? (beforeQuery.slice(2).split('/')[0] ?? '') : '';
  const user = authority.includes('@') ? authority.slice(0, authority.lastIndexOf('@')) : undefined;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return [
    ...(scheme.toLowerCase() === 'https' ? [] : [invalid(at, scheme.toLowerCase(), `'https' is the only allowed URL scheme${FORM}`)]),
    ...(host === '' ? [invalid(at, '', `host must be specified${FORM}`)] : []),
    ...(user === undefined ? [] : [invalid(at, user, 'user information is not permitted in the URL')]),
    ...(fragment.join('#') === '' ? [] : [invalid(at, fragment.join('#'), 'fragments are not permitted in the URL')]),
    ...(query.join('?') === '' ? [] : [invalid(at, query.join('?'), 'query parameters are not permitted in the URL')]),
  ];
}
