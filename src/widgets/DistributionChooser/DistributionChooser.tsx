import { useMemo } from 'react';
import { Select } from '@site/src/components/fields';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { choose, flips, topsOf } from '../distributions/choose';
import { parseAnswers, PRESET_IDS, PRESETS, presetOf, QUESTION_IDS, QUESTIONS, type Answers, type Preset, type Question } from '../distributions/questions';
import { More, SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import styles from './DistributionChooser.module.css';
import { Flips } from './Flips';
import { chooserMessages } from './messages';
import { names } from './names';
import { Ranking } from './Ranking';

/** Starts where one changed answer shows most: managed services on top, and ten ways to put something else there. */
const FIRST: Answers = PRESETS['startup-production'];

/** Ten questions, a ranked list with a reason for every point, and the single answers that would turn it over. */
export default function DistributionChooser() {
  const locale = useLocale();
  const text = useMessages(chooserMessages);
  const kept = useWidgetState<Answers>({ name: 'distribution-chooser', version: 1, initial: FIRST, parse: parseAnswers });
  const { state: answers, setState } = kept;
  const choice = useMemo(() => choose(answers), [answers]);
  const changes = useMemo(() => flips(answers), [answers]);
  const preset = presetOf(answers);
  const number = new Intl.NumberFormat(locale);

  const answer = (question: Question, value: string) => setState((now) => parseAnswers({ ...now, [question]: value }) ?? now);
  const tops = topsOf(choice);
  const ask = (question: Question) => (
    <SegmentedControl<string>
      key={question}
      legend={text.questions[question]}
      options={QUESTIONS[question].map((value) => ({ value, label: (text.answers[question] as Record<string, string>)[value] }))}
      value={answers[question]}
      onChange={(value) => answer(question, value)}
    />
  );
  const out = number.format(choice.out.length);

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      says={tops.length > 0 ? text.says(names(tops, text.more, (n) => number.format(n)), number.format(choice.ranking.length), out) : text.saysNothing(out)}
      simplifies={text.simplifies}
      lead={ask('network')}
      stage={<Ranking choice={choice} preset={preset} />}
      controls={
        <>
          <label className={styles.presets}>
            {text.presets}
            <Select value={preset ?? ''} onChange={(event) => setState(PRESETS[event.target.value as Preset])}>
              {preset === null && (
                <option value="" disabled>
                  {text.ownAnswers}
                </option>
              )}
              {PRESET_IDS.map((id) => (
                <option key={id} value={id}>
                  {text.presetNames[id]}
                </option>
              ))}
            </Select>
          </label>
          <More label={text.allQuestions(number.format(QUESTION_IDS.length))}>
            <div className={styles.questions}>{QUESTION_IDS.map(ask)}</div>
          </More>
          <More label={text.flips}>
            <Flips flips={changes} onFlip={(flip) => answer(flip.question, flip.to)} />
          </More>
        </>
      }
    />
  );
}
