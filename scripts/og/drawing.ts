import { parts } from '../../src/curriculum/parts';
import { siteName, type Card } from './cards';

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const NODES = 3;
const SLOTS = Math.ceil(parts.length / NODES);

/** Three nodes with a place for each part: the parts before this one are running Pods, this one is lit, later ones are only places. */
function motif(card: Card): string {
  const nodes = Array.from({ length: NODES }, (_, node) => {
    const slots = Array.from({ length: SLOTS }, (__, slot) => {
      const number = node * SLOTS + slot + 1;
      if (number > parts.length) return '<i class="none"></i>';
      const kind = card.part === null ? (card.id === 'curriculum' ? 'pod' : (number * 7) % 5 < 3 ? 'pod' : 'free') : number < card.part ? 'pod' : number === card.part ? 'lit' : 'free';
      return `<i class="${kind}"></i>`;
    });
    return `<div class="node">${slots.join('')}</div>`;
  });
  return `<div class="motif">${nodes.join('')}</div>`;
}

/** What all cards share: the site's stylesheet of colours (its light theme is used) and its logo as SVG. */
export interface House {
  tokens: string;
  logo: string;
}

/** The card as a page of 1200×630 px. One face for both languages, so that the pictures do not change with the machine's Latin fonts. */
export function drawCard(card: Card, { tokens, logo }: House): string {
  const size = [...card.title].length > (card.locale === 'ko' ? 14 : 26) ? 62 : 76;
  const lineSize = [...card.line].length > (card.locale === 'ko' ? 56 : 80) ? 30 : 38;
  return `<!doctype html><html lang="${card.locale}"><meta charset="utf-8"><style>${tokens}
    * { box-sizing: border-box; margin: 0; }
    html { font-size: 16px; }
    body { width: 1200px; height: 630px; display: grid; grid-template-columns: 1fr 292px; gap: 56px; padding: 68px 72px 60px; color: var(--kx-ink);
      background: var(--kx-bg); font-family: var(--kx-font-ko); word-break: keep-all; overflow-wrap: anywhere; -webkit-font-smoothing: antialiased; }
    main { display: flex; flex-direction: column; min-height: 0; }
    .place { font-size: 29px; font-weight: 700; color: var(--kx-accent); }
    h1 { margin-top: 20px; font-size: ${size}px; line-height: 1.18; letter-spacing: -0.025em; font-weight: 800; text-wrap: balance; }
    .line { margin-top: 28px; font-size: ${lineSize}px; line-height: 1.45; color: var(--kx-ink-muted); display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; text-wrap: pretty; }
    .site { margin-top: auto; padding-top: 24px; font-size: 27px; font-weight: 700; display: flex; align-items: center; gap: 14px; }
    .site svg { width: 40px; height: 40px; }
    .motif { display: flex; flex-direction: column; gap: 20px; justify-content: center; }
    .node { flex: 1; border: 3px solid var(--kx-node); border-radius: 16px; background: var(--kx-surface); padding: 16px; display: grid; grid-template-columns: repeat(${Math.ceil(Math.sqrt(SLOTS))}, 1fr); gap: 12px; }
    .node i { border-radius: 8px; border: 3px solid transparent; }
    .node .free { border: 3px dashed var(--kx-line); }
    .node .pod { background: var(--kx-pod-bg); border-color: var(--kx-pod); }
    .node .lit { background: var(--kx-point); border-color: var(--kx-point); }
  </style><body><main><p class="place">${escape(card.place)}</p><h1>${escape(card.title)}</h1><p class="line">${escape(card.line)}</p>
  <p class="site">${logo}${escape(siteName[card.locale])}</p></main>${motif(card)}</body></html>`;
}
