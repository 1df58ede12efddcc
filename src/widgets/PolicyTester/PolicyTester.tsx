import { useMemo, useState } from 'react';
import { ManifestField } from '@site/src/components/editor';
import { Select } from '@site/src/components/fields';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import { Button, Goals, More, SegmentedControl, type Goal } from '../parts';
import { useWidgetState } from '../state';
import { titleOf } from '../titles';
import { WidgetFrame } from '../WidgetFrame';
import { Decision } from './Decision';
import { closeConnection, openConnection } from './edits';
import { Matrix } from './Matrix';
import { messages } from './messages';
import { ENDS, endNamed, PORT_NAMES, portOf, readPolicies, ruleCount, verdictsOf, wayQuestion, type PortName } from './network';
import { goalOf, PRESET_IDS, PRESETS, type Preset, type Start } from './presets';
import { MAX_YAML, parseState, startOf, takeOver, type TesterState } from './state';
import { wayMessages } from './wayMessages';
import { WayView } from './WayView';
import matrix from '../parts/matrix.module.css';
import styles from './PolicyTester.module.css';

/** Policies as text, the matrix of what passes, and for each connection the rule that decided at each end. */
export default function PolicyTester({ preset: first = 'explore' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const initial = useMemo(() => startOf(first), [first]);
  const kept = useWidgetState<TesterState>({ name: 'policy-tester', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const change = (next: Partial<TesterState>) => setState({ ...state, ...next });
  const { preset, yaml, enforced, port } = state;
  const read = useMemo(() => readPolicies(yaml), [yaml]);
  const verdicts = useMemo(() => verdictsOf(read.policies, enforced, port), [read, enforced, port]);
  const goal = useMemo(() => goalOf(preset), [preset]);
  const [from, to] = [endNamed(state.from), endNamed(state.to)];
  const asked = portOf(to, port);
  const verdict = verdicts[ENDS.findIndex(({ name }) => name === from.name)]![ENDS.findIndex(({ name }) => name === to.name)]!;
  const [seesWay, setSeesWay] = useState(false);
  const way = useMemo(() => wayQuestion(read.policies, enforced, from, to, { protocol: asked.protocol, port: asked.port }), [read, enforced, from, to, asked.protocol, asked.port]);
  const wayText = useMessages(wayMessages);
  const ours: Start['goal'] = (PRESETS[preset] as Start).goal;

  const closed = verdict.allowed ? closeConnection(yaml, from, to, verdict) : undefined;
  const blocked = () => {
    if (from.name === to.name) return text.blockedSelf;
    if (!enforced) return text.blockedInert;
    return closed !== undefined && 'allowedBy' in closed ? text.blockedClose(closed.allowedBy.join(', ')) : null;
  };
  const press = () => {
    const next = verdict.allowed ? (closed !== undefined && 'yaml' in closed ? closed.yaml : yaml) : openConnection(yaml, from, to, asked, verdict);
    change({ yaml: next.slice(0, MAX_YAML) });
  };
  const says = () => {
    if (!enforced) return text.nobody;
    if (from.name === to.name) return text.self;
    const said = text.says(from.name, to.name, `${asked.protocol} ${asked.port}`, verdict.allowed);
    return to.name === 'dns' && asked.port === 53 && !verdict.allowed ? `${said} ${text.dns}` : said;
  };
  const goals = (): Goal[] => {
    if (goal === undefined || ours === undefined) return [];
    const atOwn = verdictsOf(read.policies, enforced, 'own');
    const right = goal.flat().filter((wanted, i) => atOwn.flat()[i]?.allowed === wanted).length;
    const [count, best] = [ruleCount(read.policies), ruleCount(readPolicies(ours.solution).policies)];
    return [
      { id: 'matches', met: right === goal.flat().length, text: text.matches(String(right), String(goal.flat().length)) },
      { id: 'rules', met: right === goal.flat().length && count <= best, text: text.rules(String(count), String(best)) },
    ];
  };

  return (
    <WidgetFrame
      title={titleOf(text, first)}
      tryFirst={text.tryFirst[preset]}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <Button primary blocked={blocked()} onClick={press}>{verdict.allowed ? text.close : text.open}</Button>
          <label>
            {text.port}
            <Select value={port} onChange={(event) => change({ port: event.target.value as PortName })}>
              {PORT_NAMES.map((one) => (
                <option key={one} value={one}>{one === 'own' ? text.own : one}</option>
              ))}
            </Select>
          </label>
          <label>
            {text.cni}
            <Select value={enforced ? 'yes' : 'no'} onChange={(event) => change({ enforced: event.target.value === 'yes' })}>
              <option value="yes">{text.enforces}</option>
              <option value="no">{text.inert}</option>
            </Select>
          </label>
        </div>
      }
      stage={
        <div className={matrix.stage}>
          <Matrix verdicts={verdicts} goal={port === 'own' ? goal : undefined} from={state.from} to={state.to} onChoose={(source, target) => change({ from: source, to: target })} />
          <Decision from={from} to={to} verdict={verdict} policies={read.policies} />
        </div>
      }
      says={says()}
      controls={
        <div>
          <SegmentedControl legend={text.presets} value={preset} options={PRESET_IDS.map((value) => ({ value, label: text.preset[value] }))} onChange={(next) => setState(startOf(next))} />
          {preset !== 'explore' && (
            <div className={matrix.task}>
              <p><InlineText>{text.task[preset]}</InlineText></p>
              <Goals label={text.goals} goals={goals()} />
              {port !== 'own' && <p className={matrix.note}>{text.ownPort}</p>}
            </div>
          )}
          <More label={wayText.label} onToggle={setSeesWay}>{seesWay && (typeof way === 'string' ? <p className={matrix.note}>{wayText[way]}</p> : <WayView question={way} />)}</More>
          <More key={preset} label={text.yaml} open={preset === 'both'}>
            <ManifestField value={yaml} problems={read.problems} label={text.yamlLabel} onChange={(next) => change({ yaml: next.slice(0, MAX_YAML) })} />
            {ours !== undefined && <div><Button onClick={() => change({ yaml: ours.solution })}>{text.answer}</Button></div>}
          </More>
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
