import { InlineText } from '@site/src/components/InlineText';
import { GOALS, type Puzzle } from '@site/src/simulation/scenarios/packaging/puzzle';
import { Button, Goals, More } from '../parts';
import beside from '../parts/beside.module.css';
import type { Text } from './messages';
import styles from './PackageLab.module.css';

const SHOWN = 12;
const written = (value: unknown, text: Text): string => (value === undefined ? text.missing : JSON.stringify(value));
const short = (value: string): string => (value.length > 60 ? `${value.slice(0, 57)}…` : value);

/** The puzzle: what is reached, and where the objects of both tools differ. */
export function SameResult({ puzzle, text, onSolve }: { puzzle: Puzzle; text: Text; onSolve: () => void }) {
  const { differences, met } = puzzle;
  return (
    <>
      <Goals label={text.goals} goals={GOALS.map((id) => ({ id, text: <InlineText>{text.goal[id]}</InlineText>, met: met[id] }))} />
      {differences.length > 0 && (
        <>
          <p className={styles.title}>{text.differs}</p>
          <ul className={styles.differs} role="list">
            {differences.slice(0, SHOWN).map(({ object, path, left, right }) => (
              <li key={`${object} ${path}`}>
                <b>{object}</b> <code lang="en">{path === '' ? text.whole : path}</code>
                <span>{text.sides(short(written(left, text)), short(written(right, text)))}</span>
              </li>
            ))}
          </ul>
          {differences.length > SHOWN && <p className={beside.note}>{text.moreDiffers(String(differences.length - SHOWN))}</p>}
        </>
      )}
      <More label={text.solution}>
        <ol>{text.hints.map((hint) => <li key={hint}><InlineText>{hint}</InlineText></li>)}</ol>
        <p><Button onClick={onSolve}>{text.solve}</Button></p>
      </More>
    </>
  );
}
