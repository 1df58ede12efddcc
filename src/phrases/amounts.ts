import type { Locale } from '@site/src/i18n/messages';

/** Numbers and amounts in the reader's language. */
export interface Format {
  readonly n: (value: number) => string;
  readonly cpu: (milli: number) => string;
  readonly memory: (bytes: number) => string;
}

export function formatFor(locale: Locale): Format {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const n = (value: number): string => whole.format(value);
  const GIB = 1024 ** 3;
  return {
    n,
    cpu: (milli) => `${n(milli)}m`,
    memory: (bytes) => (Math.abs(bytes) >= GIB ? `${n(bytes / GIB)}Gi` : `${n(bytes / 1024 ** 2)}Mi`),
  };
}

/** So much of a resource, in its own unit. */
export const amount = (resource: string, value: number, f: Format): string =>
  resource === 'cpu' ? f.cpu(value) : resource === 'memory' || resource === 'ephemeral-storage' ? f.memory(value) : f.n(value);
