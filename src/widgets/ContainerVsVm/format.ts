import { useMemo } from 'react';
import { useLocale } from '@site/src/i18n/messages';

export interface Format {
  number: (value: number, digits?: number) => string;
  mib: (value: number) => string;
  /** Decimal megabytes; from 1000 MB on, gigabytes. */
  mb: (value: number) => string;
  /** Milliseconds; from one second on, seconds. */
  ms: (value: number) => string;
  percent: (share: number) => string;
}

/** Numbers as the reader's language writes them, with unit symbols that are the same in both. */
export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => {
    const number = (value: number, digits = 0) =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: 0 }).format(value);
    return {
      number,
      mib: (value) => `${number(value, value < 100 && !Number.isInteger(value) ? 1 : 0)} MiB`,
      mb: (value) => (value >= 1000 ? `${number(value / 1000, 2)} GB` : `${number(value, value < 100 ? 1 : 0)} MB`),
      ms: (value) => (value >= 1000 ? `${number(value / 1000, 2)} s` : `${number(value, 1)} ms`),
      percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share),
    };
  }, [locale]);
}
