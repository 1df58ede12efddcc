import type { Output } from '@site/src/simulation/scenarios/packaging/answer';
import type { Place } from '@site/src/simulation/scenarios/packaging/places';
import { Button } from '../parts';
import beside from '../parts/beside.module.css';
import type { Text } from './messages';
import styles from './PackageLab.module.css';

/** Lines shown on either side of the one that is wrong. */
const AROUND = 6;

/** What a template rendered that is no YAML, with the line that Helm means. */
function BrokenText({ output, text }: { output: Extract<Output, { ok: false }>; text: Text }) {
  const { broken } = output;
  if (broken === undefined) return null;
  const first = Math.max(1, broken.line - AROUND);
  return (
    <>
      <p className={beside.note}>{text.broken(broken.file, String(broken.line))}</p>
      <ol className={styles.numbered} lang="en" start={first}>
        {broken.text.trimEnd().split('\n').slice(first - 1, broken.line + AROUND).map((line, i) => (
          <li key={i} data-marked={first + i === broken.line || undefined}>{line}</li>
        ))}
      </ol>
    </>
  );
}

/** What the tool prints: manifests, or why it stopped with a way to the place. */
export function Rendered({ output, command, text, onGo }: { output: Output; command: string; text: Text; onGo: (place: Place) => void }) {
  return (
    <>
      <pre className={styles.printed} lang="en">
        <b>$ {command}</b>
        {'\n'}
        {output.warnings !== '' && <i>{output.warnings}</i>}
        {output.ok ? output.text : <span>{output.error}</span>}
      </pre>
      {!output.ok && output.place !== undefined && <p><Button onClick={() => onGo(output.place!)}>{text.goTo(output.place.file, String(output.place.line))}</Button></p>}
      {!output.ok && <BrokenText output={output} text={text} />}
    </>
  );
}
