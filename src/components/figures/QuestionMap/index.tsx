import Link from '@docusaurus/Link';
import type { ReactElement } from 'react';
import { useWrittenParts } from '@site/src/components/CurriculumMap/useWrittenParts';
import { parts } from '../../../curriculum/parts';
import { useLocale, useMessages } from '../../../i18n/messages';
import type { GlyphKind } from '../../glyphs';
import { Glyph } from '../../glyphs';
import { Figure } from '../kit';
import styles from './QuestionMap.module.css';
import { questionMapMessages } from './messages';

interface Answer {
  readonly glyph: GlyphKind;
  /** Name of an object kind or field, the same in both languages; `kubelet` is phrased by the catalog. */
  readonly name: string;
  readonly parts: readonly number[];
}

type QuestionName =
  | 'availability' | 'scaling' | 'rollout' | 'networking' | 'storage' | 'configuration' | 'security' | 'resources';

export const answers: Record<QuestionName, readonly Answer[]> = {
  availability: [
    { glyph: 'deployment', name: 'Deployment → ReplicaSet', parts: [8] },
    { glyph: 'kubelet', name: 'kubelet', parts: [3, 5] },
  ],
  scaling: [{ glyph: 'hpa', name: 'HorizontalPodAutoscaler', parts: [21] }],
  rollout: [{ glyph: 'deployment', name: 'Deployment', parts: [8] }],
  networking: [{ glyph: 'service', name: 'Service · DNS', parts: [10] }],
  storage: [{ glyph: 'volume', name: 'PersistentVolumeClaim → PersistentVolume', parts: [14] }],
  configuration: [
    { glyph: 'configMap', name: 'ConfigMap', parts: [13] },
    { glyph: 'secret', name: 'Secret', parts: [13] },
  ],
  security: [
    { glyph: 'networkPolicy', name: 'NetworkPolicy', parts: [12] },
    { glyph: 'user', name: 'RBAC', parts: [17] },
  ],
  resources: [{ glyph: 'node', name: 'requests · limits', parts: [16] }],
};

function PartName({ number }: { readonly number: number }): ReactElement {
  const text = useMessages(questionMapMessages);
  const locale = useLocale();
  const written = useWrittenParts();
  const part = parts.find((one) => one.number === number);
  const path = part && written.get(part.slug);
  const title = part?.title[locale];
  return path === undefined ? (
    <span className={styles.planned}>
      {text.part(number)} {title}
    </span>
  ) : (
    <Link className={styles.link} to={path}>
      {text.part(number)} {title}
    </Link>
  );
}

/** Eight production questions, the objects that answer each, and the part that explains them. */
export function QuestionMap(): ReactElement {
  const text = useMessages(questionMapMessages);
  return (
    <Figure title={text.title} point={text.point}>
      <ol className={styles.map}>
        {(Object.keys(answers) as QuestionName[]).map((name) => (
          <li key={name} className={styles.pair}>
            <div className={styles.question}>
              <b>{text.questions[name].name}</b>
              <p>{text.questions[name].ask}</p>
            </div>
            <ul className={styles.answers} aria-label={text.answer}>
              {answers[name].map((answer) => (
                <li key={answer.name} className={styles.answer}>
                  <Glyph kind={answer.glyph} size={20} className={styles.glyph} />
                  <span className={styles.object}>{answer.name === 'kubelet' ? text.kubelet : answer.name}</span>
                  <span className={styles.parts}>
                    {answer.parts.map((number) => (
                      <PartName key={number} number={number} />
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Figure>
  );
}
