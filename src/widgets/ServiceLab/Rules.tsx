import { useMemo } from 'react';
import { decidingLines, type LabRequest, type LabRun, type PodName, type ServiceOptions } from '@site/src/simulation/scenarios/services';
import { useMessages } from '@site/src/i18n/messages';
import { messages } from './messages';
import { Lines } from './Picture';
import styles from './ServiceLab.module.css';

/** The request that is explained: the last one, or the last to a Pod; on a kept connection the one that opened it decided. */
export function explained({ requests }: LabRun, shown: PodName | undefined): { readonly request: LabRequest; readonly decided: LabRequest } {
  const last = requests.findLastIndex(({ pod }) => shown === undefined || pod === shown);
  const at = last < 0 ? requests.length - 1 : last;
  const request = requests[at]!;
  if (!request.carriedOn) return { request, decided: request };
  return { request, decided: requests[requests.findLastIndex(({ carriedOn }, i) => i < at && !carriedOn)] ?? request };
}

interface RulesProps {
  run: LabRun;
  options: ServiceOptions;
  shown: PodName | undefined;
}

/** The lines of the node's rules that decided one request. */
export function Rules({ run, options, shown }: RulesProps) {
  const text = useMessages(messages);
  const { request, decided } = useMemo(() => explained(run, shown), [run, shown]);
  const { deciding, settled } = useMemo(() => decidingLines(decided), [decided]);
  if (decided.through === undefined) return <div className={styles.deciding}><p>{options.address === 'cluster-ip' ? text.noWay : text.noNode}</p></div>;
  return (
    <div className={styles.deciding}>
      <p><b>{shown !== undefined && request.pod === shown ? text.decidingPod(decided.through, shown) : text.deciding(decided.through)}</b></p>
      {request.carriedOn && request.pod !== undefined && <p>{text.carried(request.pod)}</p>}
      {deciding.length === 0 ? <p>{text.noLine}</p> : <Lines lines={deciding} decided={new Set(settled === undefined ? [] : [settled])} />}
    </div>
  );
}
