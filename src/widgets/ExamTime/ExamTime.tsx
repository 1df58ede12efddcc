import { useMessages } from '@site/src/i18n/messages';
import { EXAM_ORDERS, type ExamOrder } from '@site/src/simulation/scenarios/exam-time';
import { SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { initialState, LOST, parseState, PASS, resultOf, tasksOf, type ExamTimeState, type Lost } from './state';
import styles from './ExamTime.module.css';

/** Two hours and 17 tasks: which order of work makes the most points? */
export default function ExamTime() {
  const text = useMessages(messages);
  const kept = useWidgetState<ExamTimeState>({ name: 'exam-time', version: 1, initial: initialState, parse: parseState });
  const result = resultOf(kept.state);
  const lists = [
    { name: text.done, tone: 'good', ids: result.done },
    { name: text.left, tone: 'failed', ids: result.left },
  ] as const;

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <div className={styles.lists}>
          {lists.map(({ name, tone, ids }) => (
            <section key={tone} aria-label={name}>
              <Tone tone={tone}>{`${name} ${ids.length}`}</Tone>
              {ids.length === 0 ? (
                <p>{text.none}</p>
              ) : (
                <ol className={styles.tasks}>
                  {tasksOf(ids).map(({ id, points, minutes }) => (
                    <li key={id}>{text.task(text.tasks[id], points, minutes)}</li>
                  ))}
                </ol>
              )}
            </section>
          ))}
        </div>
      }
      says={text.says(result.points, PASS, result.points >= PASS, result.done.length, result.spare)}
      controls={
        <>
          <SegmentedControl<ExamOrder> legend={text.order} options={EXAM_ORDERS.map((value) => ({ value, label: text.orders[value] }))} value={kept.state.order} onChange={(order) => kept.setState({ ...kept.state, order })} />
          <SegmentedControl<Lost> legend={text.lost} options={LOST.map((value) => ({ value, label: text.losts[value] }))} value={kept.state.lost} onChange={(lost) => kept.setState({ ...kept.state, lost })} />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
