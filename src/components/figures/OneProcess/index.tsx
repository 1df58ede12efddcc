import type { ReactElement } from 'react';
import { useMessages } from '../../../i18n/messages';
import type { GlyphKind } from '../../glyphs';
import type { BoxLook } from '../kit';
import { Box, Figure } from '../kit';
import styles from './OneProcess.module.css';
import { oneProcessMessages } from './messages';

interface Piece {
  readonly name: string;
  readonly glyph: GlyphKind;
  readonly look: BoxLook;
}

const control: readonly Piece[] = [
  { name: 'kube-apiserver', glyph: 'apiServer', look: 'control' },
  { name: 'kube-scheduler', glyph: 'scheduler', look: 'control' },
  { name: 'kube-controller-manager', glyph: 'controller', look: 'control' },
];
const kubelet: Piece = { name: 'kubelet', glyph: 'kubelet', look: 'node' };
const proxy: Piece = { name: 'kube-proxy', glyph: 'proxy', look: 'network' };
const containerd: Piece = { name: 'containerd', glyph: 'runtime', look: 'node' };

/** The pieces of a cluster packed into one process (K3s) and into separate ones (kubeadm). */
export function OneProcess(): ReactElement {
  const text = useMessages(oneProcessMessages);
  const k3s: readonly Piece[] = [
    ...control,
    { name: text.store, glyph: 'etcd', look: 'storage' },
    kubelet,
    proxy,
    { name: text.embeddedCni, glyph: 'networkPolicy', look: 'network' },
  ];
  const own: Record<'staticPods' | 'systemd' | 'podWork', readonly Piece[]> = {
    staticPods: [...control, { name: 'etcd', glyph: 'etcd', look: 'storage' }],
    systemd: [kubelet, containerd],
    podWork: [proxy, { name: text.cni, glyph: 'networkPolicy', look: 'network' }],
  };
  const separate = Object.values(own).flat().length;
  return (
    <Figure title={text.title} point={text.point} caveat={text.caveat}>
      <div className={styles.sides}>
        <section className={styles.side} aria-label={text.k3s}>
          <p className={styles.heading}>
            {text.k3s} <small>{text.processes(2)}</small>
          </p>
          <div className={styles.process} data-joined>
            <p className={styles.group}>{text.inOne}</p>
            <ul className={styles.pieces}>
              {k3s.map((piece) => (
                <li key={piece.name} className={styles.inner} data-look={piece.look}>
                  <Box look={piece.look} glyph={piece.glyph} label={piece.name} dashed />
                </li>
              ))}
            </ul>
          </div>
          <p className={styles.group}>{text.child}</p>
          <div className={styles.process}>
            <Box look={containerd.look} glyph={containerd.glyph} label={containerd.name} />
          </div>
        </section>
        <section className={styles.side} aria-label={text.kubeadm}>
          <p className={styles.heading}>
            {text.kubeadm} <small>{text.processes(separate)}</small>
          </p>
          {(Object.keys(own) as (keyof typeof own)[]).map((group) => (
            <div key={group} className={styles.set}>
              <p className={styles.group}>{text[group]}</p>
              <ul className={styles.pieces}>
                {own[group].map((piece) => (
                  <li key={piece.name} className={styles.process}>
                    <Box look={piece.look} glyph={piece.glyph} label={piece.name} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      </div>
    </Figure>
  );
}
