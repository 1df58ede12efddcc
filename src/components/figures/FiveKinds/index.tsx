import type { ReactElement } from 'react';
import { useMessages } from '../../../i18n/messages';
import type { GlyphKind } from '../../glyphs';
import { Glyph } from '../../glyphs';
import { Figure } from '../kit';
import styles from './FiveKinds.module.css';
import { fiveKindsMessages } from './messages';

type KindName = 'platform' | 'local' | 'distribution' | 'builder' | 'cloud';

/** Product names are the same in both languages; those written `@id` are phrased by the catalog. */
const products: Record<KindName, { readonly glyph: GlyphKind; readonly names: readonly string[] }> = {
  platform: { glyph: 'controlPlane', names: ['Rancher'] },
  local: { glyph: 'user', names: ['minikube', 'kind', 'k3d', 'Docker Desktop'] },
  distribution: { glyph: 'image', names: ['K3s', 'RKE2', 'OpenShift / OKD', 'MicroK8s', 'k0s', 'Talos Linux'] },
  builder: { glyph: 'job', names: ['kubeadm', 'kOps', 'Kubespray', 'Cluster API', 'KRIB'] },
  cloud: { glyph: 'server', names: ['Amazon EKS', 'Azure AKS', 'Google GKE', '@scp', '@kakao', '@nhn'] },
};

const historic = new Set(['KRIB']);

function Kind({ kind }: { readonly kind: KindName }): ReactElement {
  const text = useMessages(fiveKindsMessages);
  const named: Record<string, string> = { '@scp': text.names.scp, '@kakao': text.names.kakao, '@nhn': text.names.nhn };
  return (
    <li className={styles.kind} data-kind={kind}>
      <p className={styles.name}>
        <Glyph kind={products[kind].glyph} size={18} /> {text.kinds[kind].name}
      </p>
      <p>{text.kinds[kind].gives}</p>
      <ul className={styles.products}>
        {products[kind].names.map((name) => (
          <li key={name} data-historic={historic.has(name) || undefined}>
            {named[name] ?? name}
            {historic.has(name) && <small> ({text.historic})</small>}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Map of five kinds of thing: a platform above clusters, and four ways to get a cluster. */
export function FiveKinds(): ReactElement {
  const text = useMessages(fiveKindsMessages);
  return (
    <Figure title={text.title} point={text.point} caveat={text.caveat}>
      <ul className={styles.map}>
        <Kind kind="platform" />
        <li className={styles.same}>{text.same}</li>
        <Kind kind="local" />
        <Kind kind="distribution" />
        <Kind kind="builder" />
        <Kind kind="cloud" />
      </ul>
    </Figure>
  );
}
