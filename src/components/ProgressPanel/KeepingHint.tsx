import { useMessages } from '@site/src/i18n/messages';
import type { Keeping } from '@site/src/progress/store';
import { markMessages } from './messages';

/** The usual hint, or what keeps marks from being stored. */
export function KeepingHint({ keeping, hint }: { keeping: Keeping; hint: string }) {
  const text = useMessages(markMessages);
  return (
    <>
      <span role="status">{keeping === 'kept' || keeping === 'unknown' ? hint : <b>{text.keeping[keeping]}</b>}</span>
      <noscript> {text.noScript}</noscript>
    </>
  );
}
