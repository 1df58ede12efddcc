import { useId, useRef, type ReactNode } from 'react';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import type { WidgetState } from '../state';
import { ICONS } from './icons';
import { frameMessages } from './messages';
import { SharePanel, useShare } from './SharePanel';
import { useFullScreen } from './useFullScreen';
import styles from './WidgetFrame.module.css';

interface WidgetFrameProps {
  title: string;
  /** One sentence: what to do first, with the control in `lead` or on the stage. */
  tryFirst: string;
  /** The one to three controls that come first: above the picture, so that both are on one screen of a phone. */
  lead?: ReactNode;
  /** The picture. */
  stage: ReactNode;
  /** What just happened and why; read out when it changes. */
  says: ReactNode;
  /** Everything else that can be set, best behind `More`. */
  controls?: ReactNode;
  simplifies: ReactNode;
  /** From `useWidgetState`. */
  kept: Pick<WidgetState<unknown>, 'reset' | 'undoReset' | 'notice' | 'aside' | 'share' | 'save' | 'open'>;
  /** Called with Reset, for state that is not kept (a running clock, say). */
  onReset?: () => void;
}

/** The one frame of every widget: the same places and keys everywhere. */
export function WidgetFrame({ title, tryFirst, lead, stage, controls, says, simplifies, kept, onReset }: WidgetFrameProps) {
  const text = useMessages(frameMessages);
  const titleId = useId();
  const frame = useRef<HTMLElement>(null);
  const [wide, toggleWide] = useFullScreen(frame);
  const { shared, press, forget } = useShare(kept.share);

  const reset = () => {
    kept.reset();
    onReset?.();
    forget();
  };

  return (
    <section ref={frame} className={styles.frame} data-wide={wide || undefined} aria-labelledby={titleId}>
      <header className={styles.header}>
        <p id={titleId} className={styles.title}>
          {title}
        </p>
        <div className={styles.actions}>
          <button type="button" className={styles.action} aria-label={text.reset} title={text.reset} onClick={reset}>
            {ICONS.reset}
          </button>
          {kept.share && (
            <button type="button" className={styles.action} aria-label={text.share} title={text.share} aria-expanded={shared !== null} onClick={() => void press()}>
              {ICONS.share}
            </button>
          )}
          <button type="button" className={styles.action} aria-label={text.wide} title={wide ? text.narrow : text.wide} aria-pressed={wide} onClick={toggleWide}>
            {wide ? ICONS.narrow : ICONS.wide}
          </button>
        </div>
        <p className={styles.tryFirst}>
          <b>{text.tryFirst}</b> <InlineText>{tryFirst}</InlineText>
        </p>
      </header>
      {kept.notice && (
        <div className={styles.notice} role="status">
          <p>{text.notices[kept.notice]}</p>
          {kept.aside && (
            <span className={styles.noticeActions}>
              <button type="button" className={styles.inlineAction} onClick={kept.aside.restore}>
                {text.restore}
              </button>
              <button type="button" className={styles.inlineAction} onClick={kept.aside.drop}>
                {text.drop}
              </button>
            </span>
          )}
        </div>
      )}
      {kept.undoReset && (
        <div className={styles.notice} data-calm role="status">
          <p>{text.resetDone}</p>
          <button type="button" className={styles.inlineAction} onClick={kept.undoReset}>
            {text.undo}
          </button>
        </div>
      )}
      {shared && <SharePanel shared={shared} kept={kept} />}
      {lead && <div className={styles.lead}>{lead}</div>}
      <div className={styles.stage}>{stage}</div>
      <div className={styles.says} aria-live="polite" aria-atomic="true">
        {typeof says === 'string' ? <InlineText>{says}</InlineText> : says}
      </div>
      {controls && <div className={styles.controls}>{controls}</div>}
      <details className={styles.simplifies}>
        <summary>{text.simplifies}</summary>
        <div>{simplifies}</div>
      </details>
    </section>
  );
}
