import type { ReactNode } from 'react';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { LocaleContext } from '@site/src/i18n/messages';
import { ProgressProvider } from '@site/src/progress/ProgressProvider';

/** Gives every component of the site its language and the reader's progress. */
export default function Root({ children }: { children: ReactNode }) {
  const { i18n } = useDocusaurusContext();
  return (
    <LocaleContext value={i18n.currentLocale === 'en' ? 'en' : 'ko'}>
      <ProgressProvider>{children}</ProgressProvider>
    </LocaleContext>
  );
}
