import { useMessages } from '@site/src/i18n/messages';
import { SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { initialState, outcome, parseState, SENT, type SchemaState } from './state';
import styles from './SchemaFate.module.css';

const shown = (spec: unknown) => JSON.stringify(spec, null, 2);

/** One custom resource against a structural schema: what is dropped, what is filled in, what is refused. */
export default function SchemaFate() {
  const text = useMessages(messages);
  const kept = useWidgetState<SchemaState>({ name: 'schema-fate', version: 1, initial: initialState, parse: parseState });
  const { client, unknown, parent } = kept.state;
  const { spec, warnings, refused } = outcome(kept.state);
  const change = (next: Partial<SchemaState>) => kept.setState({ ...kept.state, ...next });

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <>
          <SegmentedControl<SchemaState['client']>
            legend={text.client}
            options={[{ value: 'other', label: text.clients.other }, { value: 'kubectl', label: text.clients.kubectl }]}
            value={client}
            onChange={(next) => change({ client: next })}
          />
          <SegmentedControl<SchemaState['unknown']>
            legend={text.unknown}
            options={[{ value: 'prune', label: text.unknowns.prune }, { value: 'keep', label: text.unknowns.keep }]}
            value={unknown}
            onChange={(next) => change({ unknown: next })}
          />
          <SegmentedControl<SchemaState['parent']>
            legend={text.parent}
            options={[{ value: 'none', label: text.parents.none }, { value: 'empty', label: text.parents.empty }]}
            value={parent}
            onChange={(next) => change({ parent: next })}
          />
        </>
      }
      stage={
        <div className={styles.sides}>
          <figure className={styles.side}>
            <figcaption>{text.sent}</figcaption>
            <pre tabIndex={0}>{shown(SENT)}</pre>
          </figure>
          <figure className={styles.side} data-refused={refused !== undefined || undefined}>
            <figcaption>{refused === undefined ? text.stored : text.nothing}</figcaption>
            <pre tabIndex={0}>{refused ?? shown(spec)}</pre>
            {warnings.length > 0 && (
              <p className={styles.warning}>
                {text.warned}: <code>{warnings.join(', ')}</code>
              </p>
            )}
          </figure>
        </div>
      }
      says={refused !== undefined ? text.refused : `${unknown === 'keep' ? text.preserved : text.pruned} ${parent === 'empty' ? text.withParent : text.noParent}`}
      simplifies={text.simplifies}
    />
  );
}
