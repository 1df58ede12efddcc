import { useMemo, useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { printYaml } from '@site/src/simulation/api/yaml';
import type { Printable } from '@site/src/simulation/api/yaml';
import { APPLIERS, commandOf, manifestOf, storyOf } from '@site/src/simulation/scenarios/field-owners/field-owners';
import type { Applier, Outcome, Step, Wish } from '@site/src/simulation/scenarios/field-owners/field-owners';
import { Button, More, SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { FieldTree } from './FieldTree';
import { messages } from './messages';
import { IMAGES, initialState, parseState, REPLICAS, SCALED, SET_IMAGE, withStep, type OwnersState } from './state';
import styles from './FieldOwners.module.css';

/** Two managers apply two manifests of one Deployment: who owns which field, and what a conflict says. */
export default function FieldOwners() {
  const text = useMessages(messages);
  const kept = useWidgetState<OwnersState>({ name: 'field-owners', version: 1, initial: initialState, parse: parseState });
  const { wishes, steps } = kept.state;
  const [all, setAll] = useState(false);
  const { fields, outcome } = useMemo(() => storyOf(steps), [steps]);
  const last = steps.at(-1);
  const send = (step: Step) => kept.setState(withStep(kept.state, step));
  const wish = (who: Applier, next: Partial<Wish>) => kept.setState({ ...kept.state, wishes: { ...wishes, [who]: { ...wishes[who], ...next } } });

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <div className={styles.managers}>
          {APPLIERS.map((who) => (
            <fieldset key={who} className={styles.manager} data-owner={who}>
              <legend><code>{who}</code></legend>
              <SegmentedControl<string>
                legend={text.replicas}
                value={String(wishes[who].replicas)}
                onChange={(value) => wish(who, { replicas: REPLICAS.find((one) => String(one) === value) ?? null })}
                options={REPLICAS.map((one) => ({ value: String(one), label: one === null ? text.absent : String(one) }))}
              />
              <SegmentedControl<string>
                legend={text.image}
                value={String(wishes[who].image)}
                onChange={(value) => wish(who, { image: IMAGES.find((one) => String(one) === value) ?? null })}
                options={IMAGES.map((one) => ({ value: String(one), label: one === null ? text.absent : <code>{one}</code> }))}
              />
              <div className={styles.actions}>
                <Button primary={who === 'ops' && steps.length === 1} onClick={() => send({ do: 'apply', who, wish: wishes[who], force: false })}>{text.apply}</Button>
                <Button onClick={() => send({ do: 'apply', who, wish: wishes[who], force: true })}>{text.force}</Button>
              </div>
              <More label={text.manifest(who)}><pre className={styles.code}>{printYaml(manifestOf(who, wishes[who]) as Printable)}</pre></More>
            </fieldset>
          ))}
        </div>
      }
      stage={
        <>
          {last !== undefined && outcome !== null && (
            <pre className={styles.code} data-refused={outcome.refused || undefined} aria-label={text.command}>
              <b>$ {commandOf(last)}</b>{'\n'}{outcome.printed}
            </pre>
          )}
          <FieldTree fields={fields} conflicts={outcome?.conflicts.map(({ field }) => field) ?? []} all={all} />
          <label className={styles.all}>
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> {text.showAll}
          </label>
        </>
      }
      says={last === undefined || outcome === null ? text.empty : saidOf(text, last, outcome, steps.length)}
      controls={
        <div className={styles.actions} role="group" aria-label={text.others}>
          <Button onClick={() => send({ do: 'scale', replicas: SCALED })}><code>{text.scale(SCALED)}</code></Button>
          <Button onClick={() => send({ do: 'image', image: SET_IMAGE })}><code>{text.setImage(SET_IMAGE)}</code></Button>
        </div>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}

function saidOf(text: (typeof messages)['ko'], last: Step, { refused, conflicts }: Outcome, count: number): string {
  const who = last.do === 'apply' ? last.who : 'kubectl';
  if (conflicts.length > 0) return text.conflict(who, conflicts.map(({ field }) => `\`${field}\``).join(', '), conflicts.length);
  if (refused) return text.refused;
  if (last.do !== 'apply') return text.updated;
  return count === 1 ? text.start : last.force ? text.forced(who) : text.applied(who);
}
