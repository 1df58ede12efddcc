import { lazy, Suspense, useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { download } from '../ProgressPanel/download';
import { liveDiagramMessages } from './messages';
import { Recovering } from './Recovering';
import { useNowAndThen } from './useNowAndThen';
import styles from './LiveDiagram.module.css';

const Drawing = lazy(() => import('./Drawing'));

/** ms between two drawings of a picture that changes: one takes about 0.1 s. */
const EVERY = 500;

interface LiveDiagramProps {
  /** What the picture shows, in a sentence. */
  label: string;
  /** Mermaid text; the picture follows it. */
  source: string;
  /** Name of the downloaded picture, without its ending. */
  file: string;
}

/**
 * A diagram that changes in the browser. Show it on demand only: Mermaid comes with the first one (about 170 KB), and it is no part of the
 * offline copy. While the source changes, the last picture stays until the next one is drawn. What does not change is a fence, drawn while the site is built (`src/diagrams`).
 */
export function LiveDiagram({ label, source, file }: LiveDiagramProps) {
  const text = useMessages(liveDiagramMessages);
  const drawn = useNowAndThen(source, EVERY);
  const [svg, setSvg] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(source).then(() => {
      setCopied(true);
      window.setTimeout(() => setCopied(false), 1500);
    });
  };
  return (
    <div className={styles.diagram}>
      {/* A region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <div className={styles.scroll} role="region" aria-label={text.scroll(label)} tabIndex={0}>
        <Recovering of={drawn} fallback={<p role="alert">{text.failed}</p>}>
          <Suspense fallback={<p>{text.drawing}</p>}>
            <Drawing source={drawn} label={label} onDrawn={setSvg} />
          </Suspense>
        </Recovering>
      </div>
      <div className={styles.actions}>
        <button type="button" onClick={copy}>
          {copied ? text.copied : text.copy}
        </button>
        <button type="button" disabled={svg === null} onClick={() => svg !== null && download(`${file}.svg`, svg, 'image/svg+xml')}>
          {text.svg}
        </button>
      </div>
    </div>
  );
}
