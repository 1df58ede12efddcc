import type { RbacIndex, User } from '@site/src/simulation/policy/rbac';
import { breakable } from '@site/src/components/breakable';
import { useMessages } from '@site/src/i18n/messages';
import { ScrollBox, TextButton } from '../parts';
import { messages } from './messages';
import { cellOf, requestOf, ROW_NAMES, served, VERBS, type Namespace, type RowName, type Verb } from './questions';
import matrix from '../parts/matrix.module.css';
import styles from './RbacExplorer.module.css';

const MARKS = { yes: '✓', named: '△', no: '✕' } as const;

interface MatrixProps {
  index: RbacIndex;
  user: User;
  namespace: Namespace;
  row: RowName;
  verb: Verb;
  onChoose: (row: RowName, verb: Verb) => void;
}

/** Each verb on each resource for one subject in one Namespace. */
export function Matrix({ index, user, namespace, row, verb, onChoose }: MatrixProps) {
  const text = useMessages(messages);
  return (
    <ScrollBox label={text.matrix}>
      <table className={`${matrix.matrix} ${styles.access}`}>
        <thead>
          <tr>
            <th scope="col">{text.corner}</th>
            {VERBS.map((one) => (
              <th key={one} scope="col">{one}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROW_NAMES.map((name) => (
            <tr key={name}>
              <th scope="row">{breakable(name)}</th>
              {VERBS.map((one) => {
                if (!served(name, one)) return <td key={one} aria-label={text.none} />;
                const cell = cellOf(index, user, requestOf(name, one, namespace));
                return (
                  <td key={one}>
                    <TextButton
                      className={matrix.cell}
                      data-cell={cell}
                      aria-pressed={name === row && one === verb}
                      aria-label={text.cellOf(`${one} ${name}`, text.cells[cell])}
                      onClick={() => onChoose(name, one)}
                    >
                      <span data-cell={cell}>{MARKS[cell]}</span>
                    </TextButton>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
