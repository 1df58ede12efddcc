import type { MouseEvent } from 'react';
import { useAlternatePageUtils } from '@docusaurus/theme-common/internal';
import { useLocale } from '@site/src/i18n/messages';
import styles from './LanguageSwitch.module.css';

/** Each language is offered in that language. */
const OTHER = {
  ko: { locale: 'en', label: 'English', hint: 'Read this page in English' },
  en: { locale: 'ko', label: '한국어', hint: '이 페이지를 한국어로 읽기' },
} as const;

/**
 * A link to the same page in the other language. Each language is its own single-page app, so the place on the page and the
 * widgets' state travel in the address: hash and query are read when the link is used, as widgets change them without a
 * navigation. Without a hash of its own, the page passes on the heading that the reader is at.
 */
export function LanguageSwitch({ mobile }: { mobile?: boolean }) {
  const other = OTHER[useLocale()];
  const { createUrl } = useAlternatePageUtils();
  const href = createUrl({ locale: other.locale, fullyQualified: false });

  const keepPlace = (event: MouseEvent<HTMLAnchorElement>) => {
    event.currentTarget.href = `${href}${window.location.search}${currentHeading() ?? window.location.hash}`;
  };

  return (
    <a
      className={mobile ? 'menu__link' : `navbar__item navbar__link ${styles.switch}`}
      href={href}
      hrefLang={other.locale}
      lang={other.locale}
      title={other.hint}
      onClick={keepPlace}
    >
      {other.label}
    </a>
  );
}

/** `#id` of the last heading above the reading position; null at the top of the page. */
function currentHeading(): string | null {
  if (window.scrollY < 200) return null;
  const headings = [...document.querySelectorAll<HTMLElement>('main :is(h2, h3)[id]')];
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight * 0.4);
  const last = above.at(-1);
  return last ? `#${last.id}` : null;
}
