import { useMemo } from 'react';
import { useLocale } from '@site/src/i18n/messages';

export interface Format {
  readonly n: (value: number) => string;
  /** A ratio, with two digits. */
  readonly ratio: (value: number) => string;
  /** Seconds as minutes and seconds: 5:15. */
  readonly time: (seconds: number) => string;
}

export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => {
    const most = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    const two = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return {
      n: (value) => most.format(Math.abs(value) < 0.05 ? 0 : value),
      ratio: (value) => two.format(value),
      time: (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
    };
  }, [locale]);
}
