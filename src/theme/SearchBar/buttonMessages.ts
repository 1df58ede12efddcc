import { defineMessages } from '@site/src/i18n/messages';

/** Apart from the dialog's texts, as these are on every page. */
export const buttonMessages = defineMessages({
  ko: { search: '검색', shortcut: '검색 열기 (/ 또는 Ctrl+K)' },
  en: { search: 'Search', shortcut: 'Open search (/ or Ctrl+K)' },
});
