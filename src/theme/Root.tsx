import type { ReactNode } from 'react';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { LocaleContext } from '@site/src/i18n/messages';

/** Gives every component of the site its language. */
export default function Root({ children }: { children: ReactNode }) {
  const { i18n } = useDocusaurusContext();
  return <LocaleContext.Provider value={i18n.currentLocale === 'en' ? 'en' : 'ko'}>{children}</LocaleContext.Provider>;
}
