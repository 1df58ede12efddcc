import { defineMessages } from '@site/src/i18n/messages';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

export const wholeMessages = defineMessages({
  ko: {
    title: '오프라인에서 읽기',
    lead: '처음 연 글과 같은 단계의 글, 그 뒤에 열어 본 글은 저절로 저장되어 인터넷 없이도 열립니다. 한국어 과정 전체를 미리 저장할 수도 있습니다.',
    noScript: '저장하려면 자바스크립트를 켜 주세요.',
    keep: (all: number) => `과정 전체 저장${all > 0 ? ` (${megabytes(all)})` : ''}`,
    cancel: '취소',
    resume: (left: number) => `이어서 저장${left > 0 ? ` (남은 ${megabytes(left)})` : ''}`,
    remove: '저장한 과정 지우기',
    removed: '지웠습니다. 열어 본 글은 그대로 오프라인에서도 열립니다.',
    progress: '과정 전체 저장',
    amount: (kept: number, all: number) => `${megabytes(all)} 가운데 ${megabytes(kept)}`,
    going: (percent: number) => (percent > 0 ? `저장하고 있습니다. ${percent}%를 넘었습니다.` : '저장하고 있습니다.'),
    stopped: '멈췄습니다. 받은 만큼은 남아 있어 이어서 저장할 수 있습니다.',
    done: (all: number) => `한국어 과정 전체가 저장되었습니다(${megabytes(all)}). 사이트가 바뀌면 새 판도 전체를 받은 뒤에 바뀝니다.`,
    impossible: '이 브라우저에서는 저장할 수 없습니다. 서비스 워커가 없거나 꺼져 있습니다. 인터넷이 있으면 과정은 그대로 읽을 수 있습니다.',
    problem: {
      full: '브라우저의 저장 공간이 가득 찼습니다. 기기나 브라우저의 공간을 비운 뒤 이어서 저장해 주세요.',
      network: '내려받기가 끊겼습니다. 인터넷 연결을 확인한 뒤 이어서 저장해 주세요.',
      changed: '그사이 사이트의 새 판이 나왔습니다. 새 판 알림이 보이면 새로 고침한 뒤 이어서 저장해 주세요.',
      start: '저장을 시작하지 못했습니다. 사생활 보호 창이거나 저장 공간이 모자라거나 인터넷이 끊겼을 수 있습니다. 확인한 뒤 다시 눌러 주세요.',
    },
  },
  en: {
    title: 'Reading offline',
    lead: 'The parts of the stage that you opened first, and every page that you open later, are kept by themselves and open without network. The whole course in English can be kept in advance.',
    noScript: 'Turn on JavaScript to keep it.',
    keep: (all: number) => `Keep the whole course${all > 0 ? ` (${megabytes(all)})` : ''}`,
    cancel: 'Cancel',
    resume: (left: number) => `Resume${left > 0 ? ` (${megabytes(left)} left)` : ''}`,
    remove: 'Remove the kept course',
    removed: 'Removed. Pages that you have opened still open without network.',
    progress: 'Keeping the whole course',
    amount: (kept: number, all: number) => `${megabytes(kept)} of ${megabytes(all)}`,
    going: (percent: number) => (percent > 0 ? `Being kept: more than ${percent}%.` : 'Being kept.'),
    stopped: 'Stopped. What has come stays, so it can be resumed.',
    done: (all: number) => `The whole course in English is kept (${megabytes(all)}). When the site changes, the new version takes over with all of it.`,
    impossible: 'It cannot be kept in this browser: service workers are missing or turned off. With network the course reads as ever.',
    problem: {
      full: 'The browser’s storage is full. Free some space on the device or in the browser, then resume.',
      network: 'The download broke off. Check the network, then resume.',
      changed: 'A new version of the site has come out meanwhile. When its notice appears, reload and then resume.',
      start: 'It could not begin: this may be a private window, the storage may be full or the network gone. Check, then press again.',
    },
  },
});
