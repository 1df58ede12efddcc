import { defineMessages } from '@site/src/i18n/messages';

export const partMessages = defineMessages({
  ko: { met: '됨', open: '아직' },
  en: { met: 'met', open: 'not yet' },
});
