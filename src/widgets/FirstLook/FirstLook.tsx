import { useMessages } from '@site/src/i18n/messages';
import { explainExit } from '@site/src/simulation/cluster/diagnosis/exit-code';
import { firstLook, LAYERS } from '@site/src/simulation/cluster/diagnosis/status-word';
import { SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { COMMANDS, messages } from './messages';
import { CODES, hasEnded, initialState, parseState, WORDS, type Code, type FirstLookState, type Word } from './state';
import styles from './FirstLook.module.css';

/** A status word, and an exit code where there is one: the layer to look at first, and what the code is worth. */
export default function FirstLook() {
  const text = useMessages(messages);
  const kept = useWidgetState<FirstLookState>({ name: 'first-look', version: 1, initial: initialState, parse: parseState });
  const { word, code } = kept.state;
  const layer = firstLook(word)?.layer ?? 'application';

  const says = () => {
    if (!hasEnded(word) || layer !== 'application') return layer === 'application' ? '' : text.causes[layer];
    const exit = explainExit(Number(code), word === 'OOMKilled' ? word : 'Error');
    const what = exit.cause === 'signal' ? text.signal(exit.signal?.number ?? 0, exit.signal?.name ?? '') : text.exits[exit.cause];
    const worth = exit.outOfMemory ? text[exit.outOfMemory] : exit.signal?.number === 9 ? text.kill : '';
    return `${what} ${worth}`.trim();
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <>
          <SegmentedControl<Word> legend={text.word} options={WORDS.map((value) => ({ value, label: value }))} value={word} onChange={(next) => kept.setState({ word: next, code })} />
          {hasEnded(word) && <SegmentedControl<Code> legend={text.code} options={CODES.map((value) => ({ value, label: value }))} value={code} onChange={(next) => kept.setState({ word, code: next })} />}
        </>
      }
      stage={
        <>
          <ol className={styles.layers}>
            {LAYERS.map((one) => (
              <li key={one} className={styles.layer} data-here={one === layer || undefined}>
                <span>{text.layers[one]}</span>
                {one === layer && <Tone tone="warned">{text.here}</Tone>}
              </li>
            ))}
          </ol>
          <p className={styles.command}>
            {text.command}: <code>{COMMANDS[layer]}</code>
          </p>
        </>
      }
      says={says()}
      simplifies={text.simplifies}
    />
  );
}
