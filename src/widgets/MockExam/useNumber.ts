import { useLocale } from '@site/src/i18n/messages';

/** Points as the language writes them, with one decimal where there is one. */
export function useNumber(): (points: number) => string {
  const format = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 1 });
  return (points) => format.format(points);
}
