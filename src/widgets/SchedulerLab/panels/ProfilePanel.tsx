import { TextArea } from '@site/src/components/fields';
import { defineMessages, useMessages } from '@site/src/i18n/messages';
import { Button } from '../../parts';
import styles from './panels.module.css';

const profileMessages = defineMessages({
  ko: {
    label: 'KubeSchedulerConfiguration (YAML)',
    empty: '비어 있으면 기본 프로필입니다. kube-scheduler의 --config가 받는 파일을 그대로 적습니다.',
    wrong: '이 설정으로는 스케줄러가 뜨지 않습니다. 기본 프로필로 계산했습니다.',
    examples: { pack: '채우기(MostAllocated)', noSpread: '균형 점수 끄기', second: '프로필 둘' },
    clear: '기본으로',
  },
  en: {
    label: 'KubeSchedulerConfiguration (YAML)',
    empty: 'Empty means the default profile. Write what kube-scheduler takes with --config.',
    wrong: 'The scheduler would not start with this; the default profile is used.',
    examples: { pack: 'Packing (MostAllocated)', noSpread: 'Without balance', second: 'Two profiles' },
    clear: 'Default',
  },
});

const HEAD = `apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
profiles:
- schedulerName: default-scheduler
`;
const PACK = `  pluginConfig:
  - name: NodeResourcesFit
    args:
      scoringStrategy:
        type: MostAllocated
        resources:
        - name: cpu
          weight: 1
        - name: memory
          weight: 1
`;
const EXAMPLES = {
  pack: `${HEAD}${PACK}`,
  noSpread: `${HEAD}  plugins:
    score:
      disabled:
      - name: NodeResourcesBalancedAllocation
`,
  second: `${HEAD}- schedulerName: packer
${PACK}`,
} as const;

interface ProfilePanelProps {
  value: string;
  problem: string | null;
  onChange: (configuration: string) => void;
}

/** The scheduler's own configuration. */
export function ProfilePanel({ value, problem, onChange }: ProfilePanelProps) {
  const text = useMessages(profileMessages);
  return (
    <div className={styles.panel}>
      <label className={styles.field}>
        {text.label}
        <TextArea code rows={10} value={value} spellCheck={false} maxLength={100_000} aria-invalid={problem !== null} onChange={(event) => onChange(event.target.value)} />
      </label>
      {problem === null ? (
        <p className={styles.quiet}>{text.empty}</p>
      ) : (
        <p className={styles.wrong} role="status">
          {text.wrong}{' '}
          <code lang="en">{problem}</code>
        </p>
      )}
      <div className={styles.row}>
        {(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]).map((id) => (
          <Button key={id} onClick={() => onChange(EXAMPLES[id])}>
            {text.examples[id]}
          </Button>
        ))}
        <Button disabled={value === ''} onClick={() => onChange('')}>
          {text.clear}
        </Button>
      </div>
    </div>
  );
}
