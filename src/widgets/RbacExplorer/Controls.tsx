import { useMemo } from 'react';
import { ManifestField } from '@site/src/components/editor';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import { accessTable, rulesReview, type User } from '@site/src/simulation/policy/rbac';
import { Button, Goals, More, ScrollBox, SegmentedControl, Tone, type Goal } from '../parts';
import { readRbac, type Cluster, type ReadRbac } from './cluster';
import { createAs, measure } from './judge';
import { messages } from './messages';
import { DRAFT_IDS, DRAFTS, PRESET_IDS, PRESETS, type Start } from './presets';
import { MAX_YAML, startOf, type ExplorerState } from './state';
import matrix from '../parts/matrix.module.css';
import styles from './RbacExplorer.module.css';

interface ControlsProps {
  state: ExplorerState;
  read: ReadRbac;
  cluster: Cluster;
  user: User;
  /** As the reader calls the subject. */
  shown: string;
  change: (next: ExplorerState) => void;
}

/** How many of a list stand in a goal before it is cut. */
const SHOWN = 4;

/** The challenge, the YAML, what the subject tries to create, and kubectl's list; each opens on demand. */
export function Controls({ state, read, cluster, user, shown, change }: ControlsProps) {
  const text = useMessages(messages);
  const { preset }: { preset: keyof typeof PRESETS } = state;
  const { task, who }: Start = PRESETS[preset];
  const draft = useMemo(() => readRbac(state.draft), [state.draft]);
  const write = draft.writes[0];
  const answer = write === undefined ? text.unreadable : createAs(cluster, user, write, read.writes);

  const some = (list: readonly string[]) => (
    <>
      {list.slice(0, SHOWN).map((one) => <code key={one} className={styles.right} lang="en">{one}</code>)}
      {list.length > SHOWN && <> {text.more(String(list.length - SHOWN))}</>}
    </>
  );
  const goals = (): Goal[] => {
    const subject = cluster.subjects.find(({ name }) => name === who);
    if (task === undefined || subject === undefined) return [];
    const { missing, excess } = measure(cluster, subject, task.needs);
    const boss = readRbac(DRAFTS.boss).writes[0];
    const safe = boss === undefined || createAs(cluster, subject, boss, []) !== null;
    return [
      { id: 'enough', met: missing.length === 0, text: missing.length === 0 ? text.enough : <>{text.missing}: {some(missing)}</> },
      { id: 'spare', met: excess.length === 0, text: excess.length === 0 ? text.spare : <>{text.excess(String(excess.length))}: {some(excess)}</> },
      ...(preset === 'attack' ? [{ id: 'safe', met: safe, text: safe ? text.safe : `${text.safe}. ${text.unsafe}` }] : []),
    ];
  };

  return (
    <div>
      <SegmentedControl legend={text.presets} value={preset} options={PRESET_IDS.map((value) => ({ value, label: text.preset[value] }))} onChange={(next) => change(startOf(next))} />
      {task !== undefined && preset !== 'explore' && (
        <div className={matrix.task}>
          <p><InlineText>{text.task[preset]}</InlineText></p>
          <Goals label={text.goals} goals={goals()} />
        </div>
      )}
      <More key={`yaml ${preset}`} label={text.yaml} open={task !== undefined && preset !== 'attack'}>
        <ManifestField value={state.yaml} problems={read.problems} label={text.yamlLabel} onChange={(yaml) => change({ ...state, yaml: yaml.slice(0, MAX_YAML) })} />
        <p className={matrix.note}>{text.bootstrap}</p>
        {task !== undefined && <div><Button onClick={() => change({ ...state, yaml: task.solution })}>{text.answer}</Button></div>}
      </More>
      <More key={`create ${preset}`} label={text.create(shown)} open={preset === 'attack'}>
        <SegmentedControl
          legend={text.drafts} value={DRAFT_IDS.find((id) => DRAFTS[id] === state.draft) ?? ''}
          options={DRAFT_IDS.map((value) => ({ value, label: text.draft[value] }))} onChange={(id) => change({ ...state, draft: DRAFTS[id as keyof typeof DRAFTS] })}
        />
        <div className={styles.answer} aria-live="polite">
          <p>
            <Tone tone={answer === null ? 'good' : 'failed'}>{answer === null ? text.taken : text.refusedTone}</Tone> {answer === null ? text.willCreate : write === undefined ? text.unreadable : text.willRefuse}
          </p>
          {answer !== null && write !== undefined && <pre lang="en">{answer}</pre>}
        </div>
        <div>
          <Button blocked={answer === null ? null : text.blocked} onClick={() => change({ ...state, yaml: `${state.yaml.trimEnd()}\n---\n${state.draft}`.slice(0, MAX_YAML) })}>{text.createNow}</Button>
        </div>
        <ManifestField value={state.draft} problems={draft.problems} label={text.createLabel} onChange={(next) => change({ ...state, draft: next.slice(0, MAX_YAML) })} />
      </More>
      <More label={text.list(shown)}>
        <ScrollBox className={styles.list} label={text.list(shown)}>
          <pre lang="en">{accessTable(rulesReview(cluster.index, user, state.namespace))}</pre>
        </ScrollBox>
        <p className={matrix.note}>{text.listNote}</p>
      </More>
    </div>
  );
}
