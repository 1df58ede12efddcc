import { useMemo } from 'react';
import { ScrollTable } from '@site/src/components/ScrollTable';
import { defineMessages, useLocale, useMessages } from '@site/src/i18n/messages';
import { amount, formatFor } from '@site/src/phrases/amounts';
import { milliValue, unitValue, type Quantity } from '@site/src/simulation/api';
import { requestTerms } from '@site/src/simulation/api/request-terms';
import { type LabPod } from '../run';
import styles from './panels.module.css';

const requestMessages = defineMessages({
  ko: {
    caption: (pod: string) => `스케줄러가 세는 ${pod}의 요청`,
    rule: '컨테이너와 사이드카는 나란히 도니 더하고, 초기화 컨테이너는 앞서 뜬 사이드카와 함께 그때 필요한 만큼만 셉니다. 둘 중 큰 쪽에 오버헤드를 더합니다. 파드 수준의 요청을 적었으면 그 값이 대신합니다.',
    nothing: '이 파드는 아무것도 요청하지 않습니다. 거를 때는 0으로 셉니다.',
    none: '위에서 파드를 고르세요.',
    columns: { resource: '리소스', running: '컨테이너와 사이드카', starting: '초기화할 때', podLevel: '파드 수준', overhead: '오버헤드', total: '요청' },
  },
  en: {
    caption: (pod: string) => `The request of ${pod} that the scheduler counts`,
    rule: 'Containers and sidecars run side by side and add up; an init container counts with the sidecars before it, for as long as it runs. The larger of the two counts, and the overhead on top. A request at the level of the Pod takes the place of both.',
    nothing: 'This Pod requests nothing and counts as 0 when nodes are filtered.',
    none: 'Choose a Pod above.',
    columns: { resource: 'Resource', running: 'Containers and sidecars', starting: 'While starting', podLevel: 'Level of the Pod', overhead: 'Overhead', total: 'Request' },
  },
});

/** How the request of the chosen Pod comes about. */
export function RequestsPanel({ pod }: { pod: LabPod | undefined }) {
  const text = useMessages(requestMessages);
  const locale = useLocale();
  const f = useMemo(() => formatFor(locale), [locale]);
  if (pod === undefined) return <p className={styles.quiet}>{text.none}</p>;
  const terms = requestTerms(pod.pod.spec);
  if (terms.length === 0) return <p className={styles.quiet}>{text.nothing}</p>;
  const show = (resource: string, quantity: Quantity): string => amount(resource, resource === 'cpu' ? milliValue(quantity) : unitValue(quantity), f);
  return (
    <div className={styles.panel}>
      <ScrollTable className={styles.table}>
          <caption>{text.caption(pod.short)}</caption>
          <thead>
            <tr>
              {Object.values(text.columns).map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {terms.map(({ resource, running, starting, podLevel, overhead, total }) => (
              <tr key={resource}>
                <th scope="row">{resource}</th>
                <td>{show(resource, running)}</td>
                <td>{starting.nano === 0n ? '–' : show(resource, starting)}</td>
                <td>{podLevel === null ? '–' : show(resource, podLevel)}</td>
                <td>{overhead.nano === 0n ? '–' : show(resource, overhead)}</td>
                <td>
                  <b>{show(resource, total)}</b>
                </td>
              </tr>
            ))}
          </tbody>
      </ScrollTable>
      <p>{text.rule}</p>
    </div>
  );
}
