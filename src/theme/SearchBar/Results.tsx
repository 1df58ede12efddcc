import { useId, type MouseEvent } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { Piece, SearchHit } from '@site/src/search/types';
import { searchMessages } from './messages';
import styles from './SearchDialog.module.css';

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, hit }, i) => (hit ? <mark key={i}>{text}</mark> : text));
}

interface ResultsProps {
  id: string;
  hits: readonly SearchHit[];
  active: number;
  optionId: (i: number) => string;
  onActive: (i: number) => void;
  onChoose: (i: number, event: MouseEvent) => void;
}

/** The hits as a listbox, those of one page together. The focus stays in the field; options are links for the pointer. */
export function Results({ id, hits, active, optionId, onActive, onChoose }: ResultsProps) {
  const text = useMessages(searchMessages);
  const group = useId();
  const pages = [...new Set(hits.map(({ page }) => page))];
  return (
    <div id={id} role="listbox" aria-label={text.results} className={styles.results}>
      {pages.map((page) => (
        <div key={page} role="group" aria-labelledby={`${group}-${page}`} className={styles.group}>
          <div id={`${group}-${page}`} className={styles.pageTitle}>
            {hits.find((hit) => hit.page === page)?.pageTitle}
          </div>
          {hits.map((hit, i) =>
            hit.page !== page ? null : (
              <a
                key={i}
                id={optionId(i)}
                role="option"
                aria-selected={i === active}
                tabIndex={-1}
                href={hit.url}
                className={styles.option}
                onPointerMove={() => onActive(i)}
                onClick={(event) => onChoose(i, event)}
              >
                <span className={styles.optionHead}>
                  <span className={styles.title}>
                    <Marked pieces={hit.title} />
                  </span>
                  <span className={styles.kind} data-kind={hit.kind}>
                    {text.kinds[hit.kind]}
                  </span>
                </span>
                {hit.excerpt.length > 0 && (
                  <span className={styles.excerpt}>
                    <Marked pieces={hit.excerpt} />
                  </span>
                )}
              </a>
            ),
          )}
        </div>
      ))}
    </div>
  );
}
