import type { ComponentProps } from 'react';
import { defineMessages, useMessages } from '@site/src/i18n/messages';

const tableMessages = defineMessages({
  ko: { label: '표. 옆으로 넘겨 볼 수 있습니다.' },
  en: { label: 'Table; it scrolls sideways.' },
});

/** A table in a box of its own that scrolls sideways, by keyboard too. */
export function ScrollTable(props: ComponentProps<'table'>) {
  const text = useMessages(tableMessages);
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <div className="kx-table-scroll" role="group" aria-label={text.label} tabIndex={0}>
      <table {...props} />
    </div>
  );
}
