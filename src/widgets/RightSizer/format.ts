import { useMemo } from 'react';
import { useLocale } from '@site/src/i18n/messages';

export interface Format {
  readonly n: (value: number) => string;
  readonly percent: (share: number) => string;
  readonly cpu: (milli: number) => string;
  readonly memory: (bytes: number) => string;
}

export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    const one = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    return {
      n: (value) => one.format(value),
      percent: (share) => one.format(share * 100),
      cpu: (milli) => `${whole.format(milli)}m`,
      memory: (bytes) => `${whole.format(bytes / 1024 / 1024)}Mi`,
    };
  }, [locale]);
}
