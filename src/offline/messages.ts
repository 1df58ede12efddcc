import { defineMessages } from '@site/src/i18n/messages';

export const offlineMessages = defineMessages({
  ko: {
    ready: '이 사이트의 새 판을 모두 내려받았습니다.',
    reload: '새로 고침',
    later: '나중에',
    waiting: (tabs: number) => `다른 탭 ${tabs}개가 아직 이전 판을 보고 있습니다. 그 탭에서도 새로 고침을 누르거나 탭을 닫으면 함께 바뀝니다.`,
  },
  en: {
    ready: 'A new version of this site has been downloaded.',
    reload: 'Reload',
    later: 'Later',
    waiting: (tabs: number) =>
      `${tabs === 1 ? 'Another tab still shows' : `${tabs} other tabs still show`} the old version. Press Reload there too, or close ${tabs === 1 ? 'it' : 'them'}, and all change together.`,
  },
});
