import type { ReactElement, ReactNode } from 'react';
import type { GlyphKind } from '../../glyphs';
import { Glyph } from '../../glyphs';
import styles from './kit.module.css';

/** Meaning of a box; each has one colour everywhere on the site. */
export type BoxLook =
  | 'plain' | 'pod' | 'node' | 'control' | 'kernel' | 'network' | 'storage' | 'muted' | 'good' | 'warned' | 'failed';

export interface BoxProps {
  readonly look?: BoxLook;
  readonly glyph?: GlyphKind | undefined;
  readonly label: ReactNode;
  readonly detail?: ReactNode;
  /** `frame` holds other boxes; `bar` is a full-width strip such as a kernel. */
  readonly form?: 'box' | 'frame' | 'bar';
  readonly dashed?: boolean;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/** A labelled box; the building block of the figures. */
export function Box({ look = 'plain', glyph, label, detail, form = 'box', dashed = false, className, children }: BoxProps): ReactElement {
  return (
    <div
      className={[styles.box, className].filter(Boolean).join(' ')}
      data-look={look}
      data-form={form}
      data-dashed={dashed || undefined}
    >
      <div className={styles.boxHead}>
        {glyph && <Glyph kind={glyph} className={styles.boxGlyph} />}
        <span className={styles.boxLabel}>{label}</span>
      </div>
      {detail !== undefined && <div className={styles.boxDetail}>{detail}</div>}
      {children !== undefined && <div className={styles.boxBody}>{children}</div>}
    </div>
  );
}
