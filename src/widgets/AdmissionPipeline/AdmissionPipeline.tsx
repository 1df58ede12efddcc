import { useDeferredValue, useMemo } from 'react';
import { ManifestField } from '@site/src/components/editor';
import { useMessages } from '@site/src/i18n/messages';
import { GOALS, reached } from '@site/src/simulation/scenarios/admission/checks';
import { SERVERS, type Server } from '@site/src/simulation/scenarios/admission/hooks';
import { Goals, More, SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { POD_PRESETS, PODS, type PodPreset } from './presets';
import { FAILURE_POLICIES, MAX_TEXT, parseState, REINVOCATION_POLICIES, STARTS, takeOver, type PipelineState, type Preset } from './state';
import { Stations } from './Stations';
import { hookText, rowsOf, send } from './view';
import styles from './AdmissionPipeline.module.css';

/** A request on its way through the admission chain: what each plug-in, policy and webhook makes of it, and where it ends. */
export default function AdmissionPipeline({ preset = 'locked' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const kept = useWidgetState<PipelineState>({ name: 'admission-pipeline', version: 1, initial: STARTS[preset], parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const change = (next: Partial<PipelineState>) => setState({ ...state, ...next });
  const { pod, policies, server, failurePolicy, reinvocationPolicy, excludes } = state;
  const settings = useMemo(() => ({ server, failurePolicy, reinvocationPolicy, excludes }), [server, failurePolicy, reinvocationPolicy, excludes]);
  // Who types is not kept waiting: what comes of it may be shown a moment later.
  const [podText, policyText] = [useDeferredValue(pod), useDeferredValue(policies)];
  const sent = useMemo(() => send(podText, policyText, settings), [podText, policyText, settings]);
  const rows = useMemo(() => (sent.passed === null ? [] : rowsOf(sent.passed)), [sent.passed]);
  // Five more requests for the goals: they may come a moment after the picture.
  const asked = useDeferredValue(sent.policies);
  const met = useMemo(() => reached(asked, settings), [asked, settings]);

  const { passed } = sent;
  const refusedAt = rows.find(({ fate }) => fate === 'refused');
  const says = () => {
    if (passed === null) return text.says.unreadable;
    if (refusedAt !== undefined) return text.says.refused(text.stations[refusedAt.station]);
    return pod === null ? text.says.deleted : text.says.stored;
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <SegmentedControl<Server> legend={text.server} options={SERVERS.map((value) => ({ value, label: text.servers[value] }))} value={server} onChange={(next) => change({ server: next })} />
          <SegmentedControl<PodPreset | 'deletion' | ''>
            legend={text.send}
            options={[...POD_PRESETS.map((value) => ({ value, label: text.pods[value] })), { value: 'deletion' as const, label: text.deletion }]}
            value={pod === null ? 'deletion' : (POD_PRESETS.find((id) => PODS[id] === pod) ?? '')}
            onChange={(next) => change({ pod: next === 'deletion' || next === '' ? null : PODS[next] })}
          />
        </div>
      }
      stage={<Stations rows={rows} />}
      says={
        <>
          {says()}
          {passed !== null && passed.waited > 0 && <> {text.says.waited(String(passed.waited))}</>}
          {passed !== null && 'status' in passed && <code className={styles.answer} lang="en">{passed.status.message}</code>}
          {passed?.warnings.map((warning) => <code key={warning} className={styles.answer} lang="en">{text.says.warning}{warning}</code>)}
        </>
      }
      controls={
        <div className={styles.controls}>
          {server !== 'none' && (
            <div className={styles.switches}>
              <SegmentedControl legend={text.failurePolicy} options={FAILURE_POLICIES.map((value) => ({ value, label: value }))} value={failurePolicy} onChange={(next) => change({ failurePolicy: next })} />
              <SegmentedControl legend={text.reinvocation} options={REINVOCATION_POLICIES.map((value) => ({ value, label: value }))} value={reinvocationPolicy} onChange={(next) => change({ reinvocationPolicy: next })} />
              <SegmentedControl<'yes' | 'no'> legend={text.excludes} options={(['no', 'yes'] as const).map((value) => ({ value, label: text.excluded[value] }))} value={excludes ? 'yes' : 'no'} onChange={(next) => change({ excludes: next === 'yes' })} />
            </div>
          )}
          <div>
            <p className={styles.heading}>{text.goals}</p>
            <Goals label={text.goals} goals={GOALS.map((id) => ({ id, text: text.goal[id], met: met[id] }))} />
            <More label={text.hint}><ul>{text.hints.map((hint) => <li key={hint}>{hint}</li>)}</ul></More>
          </div>
          <More label={text.policies} open>
            <ManifestField value={policies} problems={sent.policyProblems} label={text.policies} onChange={(next) => change({ policies: next.slice(0, MAX_TEXT) })} />
            {sent.policyProblems.length > 0 && <p className={styles.quiet}>{text.refusedPolicies}</p>}
          </More>
          {pod !== null && (
            <More label={text.pod} open={passed === null}>
              <ManifestField value={pod} problems={sent.podProblems} label={text.pod} onChange={(next) => change({ pod: next.slice(0, MAX_TEXT) })} />
            </More>
          )}
          {server !== 'none' && (
            <More label={text.configuration}>
              <pre className={styles.configuration} role="group" aria-label={text.configuration} tabIndex={0} lang="en">{hookText(settings)}</pre>
            </More>
          )}
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
