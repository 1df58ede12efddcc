import Layout from '@theme/Layout';
import Heading from '@theme/Heading';
import { CurriculumMap } from '@site/src/components/CurriculumMap';
import { useWrittenParts } from '@site/src/components/CurriculumMap/useWrittenParts';
import { ProgressPanel } from '@site/src/components/ProgressPanel';
import { PageHead } from '@site/src/components/PageHead';
import { parts } from '@site/src/curriculum/parts';
import { defineMessages, useLocale, useMessages } from '@site/src/i18n/messages';
import Link from '@docusaurus/Link';
import styles from './curriculum.module.css';

const curriculumMessages = defineMessages({
  ko: {
    title: '전체 과정',
    description: '왜 쿠버네티스인가에서 CKA까지, 26개 질문으로 이어지는 쿠버네티스 과정을 일곱 단계 지도로 봅니다.',
    lead: '스물여섯 부는 각각 하나의 질문에 답합니다. 앞에서부터 읽으면 뒤의 질문이 풀리도록 이어져 있고, 각 부에는 직접 돌려 볼 실험이 있습니다.',
    count: (n: number, all: number) => `전체 ${all}개 가운데 ${n}개를 지금 읽을 수 있습니다. 점선으로 그린 부는 아직 쓰지 않았습니다.`,
    guides: '과정 밖의 길잡이',
    beside: {
      '/guides/choosing-a-distribution': ['배포판 고르기', 'minikube, K3s, kubeadm, EKS 가운데 무엇으로 시작할까요?'],
      '/guides/learning-roadmap': ['학습 로드맵', '내 목표와 시간에 맞는 순서는 무엇일까요?'],
      '/guides/open-questions': ['남은 질문들', '노드 하나에 파드를 몇 개까지 놓을 수 있을까요?'],
      '/guides/fidelity': ['모형의 충실도', '이 사이트의 클러스터는 진짜와 얼마나 같을까요?'],
      '/playground': ['플레이그라운드', '망가뜨려도 되는 클러스터에서 무엇을 해 볼까요?'],
      '/tools/manifest-check': ['매니페스트 검사', '이 매니페스트에 API 서버는 무엇이라고 답할까요?'],
      '/glossary': ['용어집', '이 낱말은 무슨 뜻이고 무엇과 헷갈리기 쉬울까요?'],
    },
  },
  en: {
    title: 'Curriculum',
    description: 'From why Kubernetes exists to the CKA: 26 questions in seven stages, drawn as one map of the whole course.',
    lead: 'Each of the twenty-six parts answers one question. Read in order, every part rests on those before it, and each has an experiment that you run yourself.',
    count: (n: number, all: number) => `${n} of ${all} can be read now. Parts drawn with a dashed line are not written yet.`,
    guides: 'Guides beside the course',
    beside: {
      '/guides/choosing-a-distribution': ['Choosing a distribution', 'minikube, K3s, kubeadm or EKS: what should you start with?'],
      '/guides/learning-roadmap': ['Learning roadmap', 'Which order fits your goal and your hours?'],
      '/guides/open-questions': ['Open questions', 'How many Pods fit on one node?'],
      '/guides/fidelity': ['Fidelity of the model', 'How far does the cluster on this site equal a real one?'],
      '/playground': ['Playground', 'What would you try in a cluster that you may break?'],
      '/tools/manifest-check': ['Manifest check', 'What does the API server say to this manifest?'],
      '/glossary': ['Glossary', 'What does this word mean, and what is it mistaken for?'],
    },
  },
});

export default function Curriculum() {
  const text = useMessages(curriculumMessages);
  const locale = useLocale();
  const written = useWrittenParts();
  const jsonLd = {
    '@type': 'Course',
    provider: { '@type': 'Organization', name: 'Kubernetes Explorer' },
    hasPart: parts.filter((part) => written.has(part.slug)).map((part) => ({ '@type': 'LearningResource', position: part.number, name: part.title[locale] })),
  };
  return (
    <Layout>
      <PageHead id="curriculum" title={text.title} description={text.description} jsonLd={jsonLd} />
      <main className={styles.page}>
        <Heading as="h1">{text.title}</Heading>
        <p className={styles.lead}>{text.lead}</p>
        <p className={styles.count}>{text.count(parts.filter((part) => written.has(part.slug)).length, parts.length)}</p>
        <ProgressPanel written={written} />
        <CurriculumMap />
        <section aria-labelledby="guides" className={styles.guides}>
          <h2 id="guides">{text.guides}</h2>
          {Object.entries(text.beside).map(([path, [name, question]]) => (
            <p key={path}>
              <Link to={path}>{name}</Link>
              <br />
              {question}
            </p>
          ))}
        </section>
      </main>
    </Layout>
  );
}
