import type { ReactElement } from 'react';
import { useMessages } from '../../../i18n/messages';
import { Glyph } from '../../glyphs';
import { Figure } from '../kit';
import styles from './OverlayLayers.module.css';
import { overlayLayersMessages } from './messages';

const files = ['/bin/sh', '/app/app.conf', '/tmp/big.tar', '/app/app.log'] as const;
type File = (typeof files)[number];

/** What a layer holds at a path: something that counts, a whiteout, or a file that something above covers. */
type Look = 'present' | 'whiteout' | 'covered';

interface Entry {
  readonly look: Look;
  readonly mb?: number;
  readonly note?: 'whiteout' | 'copied' | 'written' | 'hidden' | 'covered';
}

interface Layer {
  readonly id: string;
  /** 0 is the container's writable layer. */
  readonly number: number;
  readonly command: string;
  readonly entries: Partial<Record<File, Entry>>;
  readonly mb: number;
}

const layers: readonly Layer[] = [
  {
    id: 'upper', number: 0, command: 'upperdir', mb: 0,
    entries: { '/app/app.conf': { look: 'present', note: 'copied' }, '/app/app.log': { look: 'present', note: 'written' } },
  },
  { id: 'l3', number: 3, command: 'RUN rm /tmp/big.tar', mb: 0, entries: { '/tmp/big.tar': { look: 'whiteout', note: 'whiteout' } } },
  {
    id: 'l2', number: 2, command: 'COPY app.conf big.tar …', mb: 50,
    entries: { '/app/app.conf': { look: 'covered', note: 'covered' }, '/tmp/big.tar': { look: 'covered', mb: 50, note: 'hidden' } },
  },
  { id: 'l1', number: 1, command: 'FROM …', mb: 28, entries: { '/bin/sh': { look: 'present', mb: 28 } } },
];

const stored = layers.reduce((sum, layer) => sum + layer.mb, 0);
const visible = layers.flatMap((layer) => Object.values(layer.entries)).reduce((sum, { look, mb = 0 }) => sum + (look === 'present' ? mb : 0), 0);

/** Where the merged view takes each file from: a layer number, 0 for the writable layer, undefined for a deleted file. */
const mergedFrom: Record<File, number | undefined> = {
  '/bin/sh': 1, '/app/app.conf': 0, '/tmp/big.tar': undefined, '/app/app.log': 0,
};

function Cell({ file, entry }: { readonly file: File; readonly entry: Entry | undefined }): ReactElement {
  const text = useMessages(overlayLayersMessages);
  if (!entry) return <li className={styles.empty} aria-hidden="true" />;
  return (
    <li className={styles.cell} data-look={entry.look}>
      <code>{file}</code>
      {entry.mb !== undefined && <span>{text.present(entry.mb)}</span>}
      {entry.note && <small>{text[entry.note]}</small>}
    </li>
  );
}

/** Image layers, the container's writable layer and the merged view, with a deleted file that still takes space. */
export function OverlayLayers(): ReactElement {
  const text = useMessages(overlayLayersMessages);
  return (
    <Figure title={text.title} point={text.point} caveat={text.caveat}>
      <ol className={styles.stack}>
        <li className={styles.layer} data-role="merged">
          <div className={styles.name}>
            <b><Glyph kind="container" /> {text.merged}</b>
            <code>merged</code>
          </div>
          <ul className={styles.cells}>
            {files.map((file) => {
              const from = mergedFrom[file];
              return (
                <li key={file} className={styles.cell} data-look={from === undefined ? 'gone' : 'present'}>
                  <code>{file}</code>
                  <small>{from === undefined ? text.gone : from === 0 ? text.fromUpper : text.from(from)}</small>
                </li>
              );
            })}
          </ul>
          <p className={styles.bytes}>{text.visible(visible)}</p>
        </li>
        {layers.map((layer) => (
          <li key={layer.id} className={styles.layer} data-role={layer.number === 0 ? 'upper' : 'lower'}>
            <div className={styles.name}>
              <b>
                <Glyph kind={layer.number === 0 ? 'container' : 'image'} /> {layer.number === 0 ? text.upper : text.lower(layer.number)}
              </b>
              <code>{layer.number === 0 ? layer.command : `lowerdir · ${layer.command}`}</code>
            </div>
            <ul className={styles.cells}>
              {files.map((file) => (
                <Cell key={file} file={file} entry={layer.entries[file]} />
              ))}
            </ul>
            <p className={styles.bytes}>
              {layer.number === 0 ? text.writable : `${text.readOnly} · ${layer.mb === 0 ? text.small : text.present(layer.mb)}`}
            </p>
          </li>
        ))}
      </ol>
      <p className={styles.sum}>
        <Glyph kind="warned" /> {text.stored(stored)} · {text.visible(visible)}
      </p>
    </Figure>
  );
}
