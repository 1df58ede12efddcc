import { defineMessages } from '@site/src/i18n/messages';

export const liveDiagramMessages = defineMessages({
  ko: {
    drawing: '그림을 그리는 중입니다…',
    failed: '그림을 그리지 못했습니다. Mermaid 텍스트는 아래 단추로 복사할 수 있습니다.',
    copy: 'Mermaid 텍스트 복사',
    copied: '복사했습니다',
    svg: 'SVG로 내려받기',
    scroll: (title: string) => `${title}. 옆으로 넘겨 볼 수 있습니다.`,
  },
  en: {
    drawing: 'Drawing…',
    failed: 'The picture could not be drawn. The button below copies its Mermaid text.',
    copy: 'Copy Mermaid text',
    copied: 'Copied',
    svg: 'Download SVG',
    scroll: (title: string) => `${title}; it scrolls sideways.`,
  },
});
