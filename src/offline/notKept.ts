import { defineBothMessages } from '../i18n/messages';

/** What the worker says without network of a page that is not kept; it stands in `sw.js`, not in any page. */
export const notKeptMessages = defineBothMessages({
  ko: {
    title: '이 페이지는 아직 저장되지 않았습니다',
    lead: '지금은 인터넷에 연결되어 있지 않습니다. 연결되면 이 페이지가 저절로 열립니다.',
    hint: '연결된 동안 열어 본 페이지는 오프라인에서도 열립니다. ‘전체 과정’ 페이지에서 과정 전체를 미리 저장할 수도 있습니다.',
    link: '전체 과정으로 가기',
  },
  en: {
    title: 'This page is not kept yet',
    lead: 'There is no network at the moment. The page opens by itself once there is.',
    hint: 'Pages that you have opened with network open without it. The whole course can be kept on the curriculum page.',
    link: 'Go to the curriculum',
  },
});
