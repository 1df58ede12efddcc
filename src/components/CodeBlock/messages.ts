import { defineMessages } from '@site/src/i18n/messages';

export const codeMessages = defineMessages({
  ko: { copy: '복사', copied: '복사함', code: (language: string) => `코드(${language}). 옆으로 넘겨 볼 수 있습니다.` },
  en: { copy: 'Copy', copied: 'Copied', code: (language: string) => `Code (${language}); it scrolls sideways.` },
});
