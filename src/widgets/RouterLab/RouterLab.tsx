import { clsx } from 'clsx';
import { useMemo } from 'react';
import { ManifestField } from '@site/src/components/editor';
import { Select, TextArea, TextInput } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import type { Question, RouterAnswer } from '@site/src/simulation/scenarios/router/answer';
import { withWeights } from '@site/src/simulation/scenarios/router/weights';
import { DAYS, SERVICES, timeAt } from '@site/src/simulation/scenarios/router/world';
import { More, ScrollBox, SegmentedControl, Slider } from '../parts';
import beside from '../parts/beside.module.css';
import { useWidgetState } from '../state';
import { useAsked } from '../state/useAsked';
import { WidgetFrame } from '../WidgetFrame';
import { router } from './asker';
import { Convert } from './Convert';
import { messages, type Text } from './messages';
import { PRESET_IDS, type Preset } from './presets';
import { nameOfRule, Rules } from './Rules';
import { CONTROLLERS, MAX_LINE, METHODS, MODES, parseState, presetOf, stateOf, takeOver, withMode, type RouterState } from './state';
import { Statuses } from './Statuses';
import { Tls } from './Tls';
import { Traffic } from './Traffic';
import { viewsOf, type View } from './views';
import lab from '../parts/lab.module.css';
import styles from './RouterLab.module.css';

/** What becomes of the request, in a sentence or two. */
function saysOf({ outcome, rules, tls }: RouterAnswer, text: Text): string {
  const won = rules.find(({ verdict }) => verdict === 'won');
  const rule = won === undefined ? '' : nameOfRule(won, text);
  const bad = tls !== undefined && tls.curl.exit !== 0 ? ` ${text.tlsBad}` : '';
  switch (outcome.kind) {
    case 'fault':
      return outcome.fault.code === 'url' ? text.urlFault : text.headerFault(String(outcome.fault.line), outcome.fault.text);
    case 'closed':
      return text.closed(String(outcome.port));
    case 'handshake':
      return text.handshake;
    case 'refused':
      return text.refused[outcome.status] + bad;
    case 'redirect':
      return text.redirect(String(outcome.status), outcome.location) + bad;
    case 'forwarded': {
      const names = outcome.parts.map(({ backend }) => backend ?? text.none);
      return (names.length === 1 ? text.forwarded(rule, names[0]!) : text.split(rule, names.join(', '))) + bad;
    }
  }
}

/** Ingresses or Gateways and routes as text, and a request: which rule takes it and why the others do not, the certificate, the split, and the way from one to the other. */
export default function RouterLab({ preset = 'paths' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const initial = useMemo(() => stateOf(preset), [preset]);
  const kept = useWidgetState<RouterState>({ name: 'router-lab', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const change = (next: Partial<RouterState>) => setState({ ...state, ...next });
  const { mode, texts, url, method, headers, controller, view, days, seed } = state;
  const manifest = texts[mode];
  const write = (yaml: string) => change({ texts: { ...texts, [mode]: yaml } });
  const question = useMemo<Question>(() => ({ mode, text: manifest, url, method, headers, controller, days, seed }), [mode, manifest, url, method, headers, controller, days, seed]);
  const { output: answer, busy } = useAsked(router, question);
  const chosen = presetOf(state);
  const views = viewsOf(mode);

  const panel = (found: RouterAnswer) => {
    switch (view) {
      case 'rules':
        return <Rules rules={found.rules} text={text} />;
      case 'tls':
        return <Tls tls={found.tls} secure={/^https:/i.test(url.trim())} text={text} />;
      case 'traffic':
        return (
          <Traffic
            outcome={found.outcome} weights={found.weights} text={text} onAgain={() => change({ seed: seed + 1 })}
            onWeight={(percent) => !busy && found.weights !== undefined && write(withWeights(manifest, found.weights.places, [100 - percent, percent]))}
          />
        );
      case 'convert':
        return <Convert conversion={found.conversion} text={text.convert} onTake={(yaml) => setState({ ...withMode(state, 'gateway'), view: 'rules', texts: { ...texts, gateway: yaml } })} />;
      case 'status':
        return <Statuses statuses={found.statuses} text={text.status} />;
    }
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst[chosen ?? preset]}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <label className={styles.url}>
            <span>{text.url}</span>
            <TextInput code type="url" value={url} maxLength={MAX_LINE} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={(event) => change({ url: event.target.value })} />
          </label>
          <SegmentedControl legend={text.mode} value={mode} options={MODES.map((value) => ({ value, label: text.modes[value] }))} onChange={(next) => setState(withMode(state, next))} />
        </div>
      }
      stage={
        <div className={clsx(beside.stage, styles.stage)} aria-busy={busy}>
          <div className={clsx(beside.column, styles.beside)}>
            <SegmentedControl<View> legend={text.view} value={view} options={views.map((value) => ({ value, label: text.views[value] }))} onChange={(next) => change({ view: next })} />
            <ScrollBox label={text.views[view]} className={styles.panel}>{answer === null ? <p className={styles.note} role="alert">{text.failed}</p> : panel(answer)}</ScrollBox>
          </div>
          <ManifestField value={manifest} problems={answer?.problems ?? []} label={text.text[mode]} onChange={write} />
        </div>
      }
      says={answer === null ? text.failed : busy ? text.busy : saysOf(answer, text)}
      controls={
        <div className={beside.column}>
          <label className={styles.preset}>
            {text.presets}
            <Select value={chosen ?? ''} onChange={(event) => event.target.value !== '' && setState(stateOf(event.target.value as Preset, texts))}>
              <option value="">{text.own}</option>
              {PRESET_IDS.map((id) => <option key={id} value={id}>{text.preset[id]}</option>)}
            </Select>
          </label>
          <More label={text.settings}>
            <div className={lab.fields}>
              <label>
                {text.method}
                <Select value={method} onChange={(event) => change({ method: event.target.value as RouterState['method'] })}>
                  {METHODS.map((one) => <option key={one} value={one}>{one}</option>)}
                </Select>
              </label>
              {mode === 'ingress' && (
                <label>
                  {text.controller}
                  <Select value={controller} onChange={(event) => change({ controller: event.target.value as RouterState['controller'] })}>
                    {CONTROLLERS.map((one) => <option key={one} value={one}>{text.controllers[one]}</option>)}
                  </Select>
                </label>
              )}
              <Slider label={text.days} min={0} max={DAYS} value={days} display={text.daysLater(String(days), timeAt(days).slice(0, 10))} onChange={(next) => change({ days: next })} />
            </div>
            <label className={styles.url}>
              <span>{text.headers}</span>
              <TextArea code rows={2} value={headers} maxLength={MAX_LINE} spellCheck={false} autoCapitalize="none" onChange={(event) => change({ headers: event.target.value })} />
            </label>
          </More>
          <More label={text.world}>
            <p>{text.services(SERVICES.map(({ namespace, name }) => (namespace === 'default' ? name : `${namespace}/${name}`)).join(', '))}</p>
            <p>{text.certificates}</p>
          </More>
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
