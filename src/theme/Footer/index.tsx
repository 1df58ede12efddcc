import Link from '@docusaurus/Link';
import { defineMessages, useMessages } from '@site/src/i18n/messages';
import styles from './Footer.module.css';

const footerMessages = defineMessages({
  ko: {
    license: '코드는 MIT, 글과 그림은 CC BY 4.0 라이선스로 씁니다.',
    trademark: 'Kubernetes는 The Linux Foundation의 등록 상표입니다. 이 사이트는 CNCF나 쿠버네티스 프로젝트와 관계없이 만든 학습 자료입니다.',
    offline: '모든 시뮬레이션은 브라우저 안에서만 돌고, 입력한 내용은 밖으로 나가지 않습니다.',
    fidelity: '이 모형이 진짜와 얼마나 같은지',
  },
  en: {
    license: 'Code under MIT; text and pictures under CC BY 4.0.',
    trademark: 'Kubernetes is a registered trademark of The Linux Foundation. This course is independent of the CNCF and the Kubernetes project.',
    offline: 'Every simulation runs in your browser; nothing you type leaves it.',
    fidelity: 'How true the model is',
  },
});

export default function Footer() {
  const text = useMessages(footerMessages);
  return (
    <footer className={`footer ${styles.footer}`}>
      <div className="container container-fluid">
        <p>
          {text.offline} <Link to="/guides/fidelity">{text.fidelity}</Link>
        </p>
        <p>{text.license}</p>
        <p>{text.trademark}</p>
      </div>
    </footer>
  );
}
