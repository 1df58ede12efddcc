import { useMemo, useState } from 'react';
import { Select } from '@site/src/components/fields';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import { commandLine, compose, emptyForm } from '@site/src/simulation/kubectl/compose/compose';
import type { Filled, Form, Piece } from '@site/src/simulation/kubectl/compose/compose';
import { FORMS } from '@site/src/simulation/kubectl/compose/forms';
import { Button } from '../parts';
import { STARTS } from '../Playground/starts';
import { FIRST_SESSION } from '../terminal/firstSession';
import { terminalMessages } from '../terminal/messages';
import { TerminalBody } from '../terminal/TerminalBody';
import { useTerminal } from '../terminal/useTerminal';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { FlagRow, SlotField } from './Slots';
import styles from './CommandBuilder.module.css';

const [FIRST] = FORMS as [Form, ...Form[]];
const START = { web: STARTS.web };
type Text = (typeof messages)['ko'];

/** What a piece of a command means. */
function meaningOf(text: Text, form: Form, { is }: Piece): string {
  switch (is.kind) {
    case 'program': return text.program;
    case 'command': return text.forms[form.id]?.[1] ?? '';
    case 'arg': return text.args[is.name] ?? '';
    case 'flag': return text.flagWords[`${form.id}/${is.name}`] ?? text.flagWords[is.name] ?? '';
  }
}

/** A place without which the command does not go, and which is empty. */
const missingIn = ({ args, flags }: Form, filled: Filled): string | null =>
  args.find(({ name, required }) => required === true && (filled.args[name] ?? '') === '')?.name ?? flags.find(({ name, required }) => required === true && (filled.flags[name] ?? '') === '')?.name ?? null;

/** A command put together from what the reader wants, each piece explained, and run in a terminal. */
export default function CommandBuilder() {
  const text = useMessages(messages);
  const { model } = useMessages(terminalMessages);
  const terminal = useTerminal({ name: 'command-builder', starts: START });
  const [form, setForm] = useState(FIRST);
  const [filled, setFilled] = useState<Filled>(() => emptyForm(FIRST));
  const [typed, setTyped] = useState<{ readonly text: string; readonly n: number } | null>(null);
  const pieces = useMemo(() => compose(form, filled), [form, filled]);
  const missing = missingIn(form, filled);

  const choose = (id: string) => {
    const next = FORMS.find((one) => one.id === id) ?? FIRST;
    setForm(next);
    setFilled(emptyForm(next));
  };
  const setFlag = (name: string, value: string | undefined) => {
    const { [name]: _, ...others } = filled.flags;
    setFilled({ ...filled, flags: value === undefined ? others : { ...others, [name]: value } });
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={terminal.kept}
      onReset={() => choose(FIRST.id)}
      lead={
        <label className={styles.intent}>
          {text.intent}
          <Select value={form.id} onChange={(event) => choose(event.target.value)}>
            {FORMS.map(({ id, path }) => <option key={id} value={id}>{`${text.forms[id]?.[0] ?? id} (${path})`}</option>)}
          </Select>
        </label>
      }
      stage={
        <>
          <div className={styles.builder}>
            <div className={styles.choices}>
              {form.args.length > 0 && (
                <fieldset className={styles.group}>
                  <legend>{text.words}</legend>
                  {form.args.map((slot) => (
                    <label key={slot.name} className={styles.arg}>
                      <code>{slot.name}</code>
                      <SlotField slot={slot} label={slot.name} value={filled.args[slot.name] ?? ''} change={(value) => setFilled({ ...filled, args: { ...filled.args, [slot.name]: value } })} />
                    </label>
                  ))}
                </fieldset>
              )}
              <fieldset className={styles.group}>
                <legend>{text.flags}</legend>
                <ul className={styles.flags}>
                  {form.flags.map((slot) => <FlagRow key={`${form.id}/${slot.name}`} slot={slot} value={filled.flags[slot.name]} change={(value) => setFlag(slot.name, value)} />)}
                </ul>
              </fieldset>
            </div>
            <div className={styles.result}>
              <pre className={styles.command} aria-label={text.command}><code>{commandLine(pieces)}</code></pre>
              <Button primary disabled={terminal.report === null} blocked={missing === null ? null : text.missing(missing)} onClick={() => setTyped((before) => ({ text: commandLine(pieces), n: (before?.n ?? 0) + 1 }))}>{text.run}</Button>
              <dl className={styles.pieces} aria-label={text.pieces}>
                {pieces.map((piece) => (
                  <div key={`${piece.is.kind}/${'name' in piece.is ? piece.is.name : ''}`} data-kind={piece.is.kind}>
                    <dt><code>{piece.text}</code></dt>
                    <dd><InlineText>{meaningOf(text, form, piece)}</InlineText></dd>
                  </div>
                ))}
              </dl>
            </div>
          </div>
          <TerminalBody terminal={terminal} first={FIRST_SESSION} typed={typed} />
        </>
      }
      says={text.says}
      simplifies={<p>{model}</p>}
    />
  );
}
