import { defineMessages } from '@site/src/i18n/messages';

export const frameMessages = defineMessages({
  ko: {
    tryFirst: '먼저 해 보기',
    reset: '처음 상태로',
    share: '공유',
    shared: '이 상태를 여는 주소를 복사했습니다.',
    shareManually: '주소를 복사하지 못했습니다. 아래 주소를 직접 복사해 주세요.',
    wide: '크게 보기',
    narrow: '원래 크기로',
    simplifies: '이 모형이 단순하게 다루는 것',
    undo: '되돌리기',
    resetDone: '처음 상태로 되돌렸습니다.',
    notices: {
      'bad-link': '주소에 담긴 상태를 읽지 못했습니다. 주소가 잘렸을 수 있으니 링크를 다시 받아 주세요. 지금은 기본 상태를 보여 줍니다.',
      'bad-storage': '저장된 상태를 읽지 못해 기본 상태로 시작합니다. 저장된 내용은 지우지 않고 따로 보관했습니다.',
      'from-link': '공유된 상태를 열었습니다. 이전에 하던 작업은 그대로 보관하고 있습니다.',
      'storage-full': '브라우저 저장 공간에 쓸 수 없어 새로 고치면 상태가 사라집니다. 공유 주소를 복사해 두면 남길 수 있습니다.',
    },
    restoreOwn: '내 작업 되찾기',
  },
  en: {
    tryFirst: 'Try first',
    reset: 'Reset',
    share: 'Share',
    shared: 'Copied an address that opens this state.',
    shareManually: 'The address could not be copied. Copy it by hand from the field below.',
    wide: 'Full width',
    narrow: 'Normal width',
    simplifies: 'Where this model simplifies',
    undo: 'Undo',
    resetDone: 'Back to the first state.',
    notices: {
      'bad-link': 'The state in the address could not be read. The link may have been cut off; ask for it again. You see the default state.',
      'bad-storage': 'The saved state could not be read, so this starts from the default. The saved text was set aside, not deleted.',
      'from-link': 'This is a shared state. What you were working on before is kept.',
      'storage-full': 'Browser storage can’t be written, so a reload would lose this state. Copy the share address to keep it.',
    },
    restoreOwn: 'Bring back my work',
  },
});
