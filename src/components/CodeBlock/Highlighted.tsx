import { useMessages } from '@site/src/i18n/messages';
import { highlight } from './highlight';
import { codeMessages } from './messages';
import styles from './CodeBlock.module.css';

export interface HighlightedProps {
  children: string;
  language: string;
  /** The name of the file that it is. */
  title?: string;
}

/** A code block. Its copy button is served by `src/clientModules/copyCode`, as the block itself ships no code. */
export default function Highlighted({ children, language, title }: HighlightedProps) {
  const text = useMessages(codeMessages);
  const code = children.replace(/\n$/, '');
  return (
    <div className={`theme-code-block ${styles.block}`}>
      {title && <p className={styles.title}>{title}</p>}
      {/* A region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <pre className={styles.pre} tabIndex={0} role="group" aria-label={title ? `${title}, ${text.code(language)}` : text.code(language)}>
        <code className={`language-${language}`} dangerouslySetInnerHTML={{ __html: highlight(code, language) }} />
      </pre>
      <button type="button" className={styles.copy} data-copy-code="" data-copied={text.copied}>
        {text.copy}
      </button>
    </div>
  );
}
