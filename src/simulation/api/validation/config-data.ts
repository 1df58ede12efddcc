import { semanticEqual } from '../equal';
import { forbidden } from '../field-errors';
import type { FieldError } from '../field-errors';

/** core.MaxSecretSize: what a ConfigMap or a Secret may hold, in bytes. */
export const MAX_DATA = 1024 * 1024;

/** How many bytes a valid base64 text stands for. */
export const base64Length = (text: string): number => Math.floor((text.replace(/[\r\n=]/g, '').length * 3) / 4);

interface Config {
  readonly immutable?: boolean;
  readonly data?: Readonly<Record<string, string>>;
}

/** What `immutable: true` forbids: to take it back, and other data. */
export function validateImmutableData(config: Config, old: Config): FieldError[] {
  const detail = 'field is immutable when `immutable` is set';
  if (old.immutable !== true) return [];
  return [...(config.immutable === true ? [] : [forbidden('immutable', detail)]), ...(semanticEqual(config.data, old.data) ? [] : [forbidden('data', detail)])];
}
