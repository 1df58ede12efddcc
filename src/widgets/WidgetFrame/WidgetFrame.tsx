import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { WidgetState } from '../useWidgetState';
import { frameMessages } from './messages';
import styles from './WidgetFrame.module.css';

interface WidgetFrameProps {
  title: string;
  /** One sentence: what to try first. */
  tryFirst: string;
  /** The picture. */
  stage: ReactNode;
  /** The controls, in reading order. */
  controls: ReactNode;
  /** What just happened and why, in one sentence; read out by screen readers when it changes. */
  says: ReactNode;
  /** Where the model is simpler than the real thing. */
  simplifies: ReactNode;
  /** The widget's kept state: gives reset, undo of a reset, sharing and notices. */
  kept: Pick<WidgetState<never>, 'reset' | 'undoReset' | 'notice' | 'restoreOwn' | 'shareUrl'>;
  /** Called with Reset, for state that is not kept (a running clock, say). */
  onReset?: () => void;
}

type ShareResult = { copied: true } | { copied: false; url: string };

/** The one frame of every widget: the same places and keys everywhere. */
export function WidgetFrame({ title, tryFirst, stage, controls, says, simplifies, kept, onReset }: WidgetFrameProps) {
  const text = useMessages(frameMessages);
  const titleId = useId();
  const [wide, setWide] = useState(false);
  const [share, setShare] = useState<ShareResult | null>(null);
  const frame = useRef<HTMLElement>(null);
  const { shareUrl } = kept;

  useEffect(() => {
    if (!wide) return undefined;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setWide(false);
    };
    document.addEventListener('keydown', leave);
    document.documentElement.dataset.kxLocked = 'true';
    return () => {
      document.removeEventListener('keydown', leave);
      delete document.documentElement.dataset.kxLocked;
    };
  }, [wide]);

  const copyShareUrl = async (shareUrl: () => Promise<string>) => {
    const url = await shareUrl();
    try {
      await navigator.clipboard.writeText(url);
      setShare({ copied: true });
    } catch {
      setShare({ copied: false, url });
    }
  };

  const reset = () => {
    kept.reset();
    onReset?.();
    setShare(null);
  };

  return (
    <section ref={frame} className={styles.frame} data-wide={wide || undefined} aria-labelledby={titleId}>
      <header className={styles.header}>
        <div className={styles.heading}>
          <p id={titleId} className={styles.title}>
            {title}
          </p>
          <p className={styles.tryFirst}>
            <b>{text.tryFirst}</b> {tryFirst}
          </p>
        </div>
        <div className={styles.actions}>
          <button type="button" className={styles.action} onClick={reset}>
            {text.reset}
          </button>
          {shareUrl && (
            <button type="button" className={styles.action} onClick={() => void copyShareUrl(shareUrl)}>
              {text.share}
            </button>
          )}
          <button type="button" className={styles.action} aria-pressed={wide} onClick={() => setWide(!wide)}>
            {wide ? text.narrow : text.wide}
          </button>
        </div>
      </header>
      {kept.notice && (
        <p className={styles.notice} role="status">
          {text.notices[kept.notice]}{' '}
          {kept.restoreOwn && (
            <button type="button" className={styles.inlineAction} onClick={kept.restoreOwn}>
              {text.restoreOwn}
            </button>
          )}
        </p>
      )}
      {kept.undoReset && (
        <p className={styles.notice} role="status">
          {text.resetDone}{' '}
          <button type="button" className={styles.inlineAction} onClick={kept.undoReset}>
            {text.undo}
          </button>
        </p>
      )}
      {share && (
        <div className={styles.notice} role="status">
          {share.copied ? text.shared : text.shareManually}
          {!share.copied && (
            <input className={styles.shareUrl} readOnly value={share.url} aria-label={text.share} onFocus={(event) => event.target.select()} />
          )}
        </div>
      )}
      <div className={styles.stage}>{stage}</div>
      <div className={styles.says} aria-live="polite" aria-atomic="true">
        {says}
      </div>
      <div className={styles.controls}>{controls}</div>
      <details className={styles.simplifies}>
        <summary>{text.simplifies}</summary>
        <div>{simplifies}</div>
      </details>
    </section>
  );
}
