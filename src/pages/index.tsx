import Layout from '@theme/Layout';
import Heading from '@theme/Heading';
import Link from '@docusaurus/Link';
import { PageHead } from '@site/src/components/PageHead';
import { useWrittenParts } from '@site/src/components/CurriculumMap/useWrittenParts';
import { parts } from '@site/src/curriculum/parts';
import { HomeCluster } from '@site/src/widgets';
import { defineMessages, useMessages } from '@site/src/i18n/messages';
import styles from './index.module.css';

const homeMessages = defineMessages({
  ko: {
    title: '쿠버네티스 익스플로러',
    description: '브라우저 안에서 직접 실행하며 배우는 쿠버네티스 과정입니다. 설치도 계정도 없이, 실제와 같은 규칙으로 움직이는 시뮬레이션으로 익힙니다.',
    headline: '읽고, 돌려 보고, 이해하는 쿠버네티스',
    lead: '쿠버네티스는 여러 대의 컴퓨터에 프로그램을 나누어 띄우고, 죽으면 다시 띄우고, 멈추지 않고 새 버전으로 바꿔 주는 시스템입니다. 사람이 밤에 일어나 하던 일을 대신합니다.',
    ableTitle: '과정을 따라오면 할 수 있는 일',
    able: ['내 프로그램을 컨테이너로 싸서 클러스터에 올리고 서비스로 공개하기', '죽거나 느려진 프로그램의 원인을 찾아 고치기', '클러스터를 고르고, 만들고, 업그레이드하고, 지키기'],
    how: '설명마다 바로 움직여 볼 수 있는 실험이 붙어 있고, 실제와 같은 규칙으로 브라우저 안에서 돌아갑니다.',
    start: '1부 시작하기: 왜 쿠버네티스인가',
    curriculum: '전체 과정 보기',
    now: (parts: number, all: number, guides: number) => `지금 읽을 수 있는 글: ${all}부 가운데 ${parts}부, 길잡이 ${guides}편`,
    facts: ['설치할 것도 가입할 것도 없음', '쿠버네티스 1.36 · 리눅스 6.18 기준, 실제 동작을 기록한 값으로 검증', '입력한 내용은 브라우저 밖으로 나가지 않음'],
  },
  en: {
    title: 'Kubernetes Explorer',
    description: 'A Kubernetes course that you run in your browser: no install, no account, and simulations that follow the rules of the real thing.',
    headline: 'Kubernetes, explained by running it',
    lead: 'Kubernetes spreads programs over many computers, starts them again when they die, and replaces them with a new version without a break: the work that people used to get up for at night.',
    ableTitle: 'What you will be able to do',
    able: ['Pack your program into a container, put it on a cluster and open it to users', 'Find out why a program died or got slow, and fix it', 'Choose, build, upgrade and protect a cluster'],
    how: 'Every explanation comes with an experiment that you can push around. It runs in your browser by the rules of the real thing.',
    start: 'Start with Part 1: why Kubernetes',
    curriculum: 'See the whole course',
    now: (parts: number, all: number, guides: number) => `Ready to read now: ${parts} of ${all} parts, and ${guides} guides`,
    facts: ['Nothing to install, nothing to sign up for', 'Kubernetes 1.36 · Linux 6.18, checked against recordings of the real ones', 'Nothing you type leaves your browser'],
  },
});

export default function Home() {
  const text = useMessages(homeMessages);
  const written = useWrittenParts();
  const ready = parts.filter(({ slug }) => written.has(slug)).length;
  const guides = [...written.keys()].filter((id) => id.startsWith('guides/')).length;
  return (
    <Layout>
      <PageHead id="home" title={text.title} description={text.description} jsonLd={{ '@type': 'Course', provider: { '@type': 'Organization', name: text.title } }} />
      <main className={styles.page}>
        <div className={styles.words}>
          <Heading as="h1" className={styles.headline}>
            {text.headline}
          </Heading>
          <p className={styles.lead}>{text.lead}</p>
          <p className={styles.actions}>
            <Link className={styles.start} to="/why-kubernetes">
              {text.start}
            </Link>
            <Link className={styles.more} to="/curriculum">
              {text.curriculum}
            </Link>
          </p>
          <p className={styles.ableTitle}>{text.ableTitle}</p>
          <ul className={styles.able}>
            {text.able.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <p className={styles.lead}>{text.how}</p>
          <ul className={styles.facts}>
            <li>{text.now(ready, parts.length, guides)}</li>
            {text.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </div>
        <HomeCluster />
      </main>
    </Layout>
  );
}
