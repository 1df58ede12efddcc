import { useMemo } from 'react';
import { useLocale } from '@site/src/i18n/messages';

export interface Format {
  /** Whole numbers. */
  whole: (value: number) => string;
  /** CPUs, with two digits. */
  cores: (value: number) => string;
  percent: (share: number) => string;
  /** Milliseconds, with one digit at most. */
  ms: (value: number) => string;
  /** Bytes as MiB, with one digit at most. */
  mib: (bytes: number) => string;
}

export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => {
    const digits = (most: number, least = 0): Intl.NumberFormat => new Intl.NumberFormat(locale, { maximumFractionDigits: most, minimumFractionDigits: least });
    const [none, one, two] = [digits(0), digits(1), digits(2, 2)];
    return {
      whole: (value) => none.format(value),
      cores: (value) => two.format(value),
      percent: (share) => none.format(share * 100),
      ms: (value) => one.format(value),
      mib: (bytes) => one.format(bytes / (1024 * 1024)),
    };
  }, [locale]);
}
