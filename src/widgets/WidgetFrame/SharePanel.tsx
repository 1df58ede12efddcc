import { useRef, useState, type ChangeEvent } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { Button } from '../parts';
import type { SavedFile, Shared, WidgetState } from '../state';
import { frameMessages } from './messages';
import styles from './WidgetFrame.module.css';

type ShareState = { kind: 'file' } | { kind: 'link'; url: string; copied: boolean };

function download({ name, text }: SavedFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

async function copied(shared: Shared): Promise<ShareState> {
  if (shared.kind === 'file') return { kind: 'file' };
  try {
    await navigator.clipboard.writeText(shared.url);
    return { kind: 'link', url: shared.url, copied: true };
  } catch {
    return { kind: 'link', url: shared.url, copied: false };
  }
}

/** What Share says: the address is copied, or there is too much for one; and the way by a file, there and back. */
export function SharePanel({ shared, kept }: { shared: ShareState; kept: Pick<WidgetState<unknown>, 'save' | 'open'> }) {
  const text = useMessages(frameMessages);
  const field = useRef<HTMLInputElement>(null);
  const { save, open } = kept;
  const read = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    void file?.text().then(open);
  };
  return (
    <div className={styles.notice} data-calm role="status">
      <p>{shared.kind === 'file' ? text.shareTooLong : shared.copied ? text.shared : text.shareManually}</p>
      {shared.kind === 'link' && !shared.copied && <input className={styles.shareUrl} readOnly value={shared.url} aria-label={text.share} onFocus={(event) => event.target.select()} />}
      <span className={styles.noticeActions}>
        {save && <Button onClick={() => download(save())}>{text.save}</Button>}
        {open && (
          <>
            <Button onClick={() => field.current?.click()}>{text.open}</Button>
            <input ref={field} type="file" accept="application/json,.json" hidden aria-label={text.open} onChange={read} />
          </>
        )}
      </span>
    </div>
  );
}

/** What the Share button does, and what there is to show about it. */
export function useShare(share: (() => Promise<Shared>) | null) {
  const [shared, setShared] = useState<ShareState | null>(null);
  return {
    shared,
    forget: () => setShared(null),
    press: async () => {
      if (shared !== null) setShared(null);
      else if (share) setShared(await copied(await share()));
    },
  };
}
