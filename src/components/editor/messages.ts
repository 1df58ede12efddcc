import { defineMessages } from '@site/src/i18n/messages';

export const editorMessages = defineMessages({
  ko: {
    hint: 'Tab은 다음 자리로 넘어갑니다. 들여쓰기는 스페이스나 Ctrl+](Mac은 ⌘])로 합니다. 3 MiB까지 읽고 이 브라우저에 저장합니다. 주소로 공유하기에 긴 것은 파일이 됩니다.',
    none: '매니페스트에 문제가 없습니다.',
    some: (n: string) => `문제 ${n}건`,
    goTo: (line: string, column: string) => `${line}행 ${column}열`,
    error: '오류',
    warning: '알림',
  },
  en: {
    hint: 'Tab moves on; indent with spaces or Ctrl+] (⌘] on a Mac). Up to 3 MiB is read and kept in this browser; what is too long for a shared address becomes a file.',
    none: 'The manifest has no problem.',
    some: (n: string) => `Problems: ${n}`,
    goTo: (line: string, column: string) => `line ${line}, column ${column}`,
    error: 'error',
    warning: 'note',
  },
});
