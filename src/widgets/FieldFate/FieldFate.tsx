import { useMessages } from '@site/src/i18n/messages';
import type { JsonObject } from '@site/src/simulation/api/patch/merge-patch';
import { ScrollBox, SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { afterCommand, COMMANDS, FIELDS, fileOf, initialState, LAST, LIVE, parseState, valueAt, type Command, type FateState } from './state';
import styles from './FieldFate.module.css';

/** What apply, replace and patch make of the same four fields. */
export default function FieldFate() {
  const text = useMessages(messages);
  const kept = useWidgetState<FateState>({ name: 'field-fate', version: 1, initial: initialState, parse: parseState });
  const { command, replicas } = kept.state;
  const after = afterCommand(kept.state);
  const change = (next: Partial<FateState>) => kept.setState({ ...kept.state, ...next });
  const count = valueAt(after, ['spec', 'replicas']) ?? text.none;
  const says = { apply: replicas ? text.applyKept : text.apply, replace: text.replace(count), patch: text.patch(count) }[command];
  const value = (object: JsonObject, path: readonly string[]) => valueAt(object, path) ?? <span className={styles.none}>{text.none}</span>;

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <>
          <SegmentedControl<Command> legend={text.command} options={COMMANDS.map((one) => ({ value: one, label: text.commands[one] }))} value={command} onChange={(next) => change({ command: next })} />
          <SegmentedControl<'kept' | 'removed'>
            legend={text.inFile}
            options={[{ value: 'removed', label: text.removed }, { value: 'kept', label: text.kept }]}
            value={replicas ? 'kept' : 'removed'}
            onChange={(next) => change({ replicas: next === 'kept' })}
          />
        </>
      }
      stage={
        <ScrollBox label={text.title}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{text.field}</th>
                <th scope="col">{text.last}</th>
                <th scope="col">{text.live}</th>
                <th scope="col">{text.file}</th>
                <th scope="col">{text.after}</th>
              </tr>
            </thead>
            <tbody>
              {FIELDS.map(({ path, label }) => (
                <tr key={label}>
                  <th scope="row">
                    <code>{label}</code>
                  </th>
                  <td>{value(LAST, path)}</td>
                  <td>{value(LIVE, path)}</td>
                  <td>{value(fileOf(replicas), path)}</td>
                  <td className={styles.after} data-changed={valueAt(after, path) !== valueAt(LIVE, path) || undefined}>
                    {value(after, path)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      }
      says={says}
      simplifies={text.simplifies}
    />
  );
}
