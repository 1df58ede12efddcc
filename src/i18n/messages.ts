import { createContext, useContext } from 'react';

export type Locale = 'ko' | 'en';

/** A text, a text with parameters, or a group of texts. */
export type Message = string | readonly string[] | ((...args: never[]) => string) | { readonly [key: string]: Message };

/** The same shape with literal strings widened, so that the English half must have every key of the Korean half. */
type Shape<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Shape<T[K]> };

export interface Catalog<T> {
  readonly ko: T;
  readonly en: T;
}

/**
 * Texts of one component in both languages. A key that exists in one language only is a type error, so it fails the build.
 *
 * Keys are looked up by `useMessages`; parameters are ordinary function arguments: `rejected: (n: number) => \`${n}개 거부\``.
 */
export function defineMessages<const T extends { readonly [key: string]: Message }>(catalog: {
  ko: T;
  en: Shape<T>;
}): Catalog<Shape<T>> {
  return catalog as unknown as Catalog<Shape<T>>;
}

/** The same for a page that shows both languages: neither is left out of its JavaScript (`src/bundling/one-language.ts`). */
export const defineBothMessages = defineMessages;

/** Set once at the root of the site (`src/theme/Root`); tests wrap a component in it to choose the language. */
export const LocaleContext = createContext<Locale>('ko');

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

export function useMessages<T>(catalog: Catalog<T>): T {
  return catalog[useLocale()];
}
