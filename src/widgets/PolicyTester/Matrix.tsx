import type { Verdict } from '@site/src/simulation/policy/network-policy';
import { useMessages } from '@site/src/i18n/messages';
import { ScrollBox, TextButton } from '../parts';
import { messages } from './messages';
import { ENDS, type EndName } from './network';
import matrix from '../parts/matrix.module.css';
import styles from './PolicyTester.module.css';

export type Cell = 'open' | 'out' | 'in' | 'both' | 'self';

const MARKS: Record<Cell, string> = { open: '✓', out: '↥', in: '↧', both: '✕', self: '·' };

export function cellOf({ egress, ingress }: Verdict, itself: boolean): Cell {
  if (itself) return 'self';
  if (egress.allowed) return ingress.allowed ? 'open' : 'in';
  return ingress.allowed ? 'out' : 'both';
}

interface MatrixProps {
  verdicts: readonly (readonly Verdict[])[];
  /** Which pairs a challenge wants to pass. */
  goal: readonly (readonly boolean[])[] | undefined;
  from: EndName;
  to: EndName;
  onChoose: (from: EndName, to: EndName) => void;
}

/** Each end to each end: whether a connection passes, and which end refuses it. */
export function Matrix({ verdicts, goal, from, to, onChoose }: MatrixProps) {
  const text = useMessages(messages);
  return (
    <div>
      <ScrollBox label={text.matrix}>
        <table className={`${matrix.matrix} ${styles.connections}`}>
          <thead>
            <tr>
              <th scope="col">{text.corner}</th>
              {ENDS.map(({ name }) => (
                <th key={name} scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ENDS.map((source, row) => (
              <tr key={source.name}>
                <th scope="row">{source.name}</th>
                {ENDS.map((target, column) => {
                  const decided = verdicts[row]![column]!;
                  const cell = cellOf(decided, row === column);
                  const off = goal !== undefined && goal[row]![column] !== decided.allowed;
                  return (
                    <td key={target.name}>
                      <TextButton
                        className={matrix.cell}
                        aria-pressed={source.name === from && target.name === to}
                        aria-label={text.cellOf(source.name, target.name, text.cells[cell], off)}
                        onClick={() => onChoose(source.name, target.name)}
                      >
                        <span data-cell={cell}>{MARKS[cell]}{off && <b>≠</b>}</span>
                      </TextButton>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className={styles.legend}>
        {(['open', 'out', 'in', 'both'] as const).map((cell) => <span key={cell}>{MARKS[cell]} {text.cells[cell]}</span>)}
        {goal !== undefined && <span>≠ {text.off}</span>}
      </p>
    </div>
  );
}
