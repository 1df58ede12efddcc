import { defineMessages } from '@site/src/i18n/messages';

/** What an island says where scripts do not run. */
export const asleepMessages = defineMessages({
  ko: { asleep: '자바스크립트가 꺼져 있어 처음 상태만 보입니다. 자바스크립트를 켜면 직접 움직여 볼 수 있습니다.' },
  en: { asleep: 'JavaScript is off, so you see the first state only. Turn it on to move things yourself.' },
});
