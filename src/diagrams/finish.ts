import { escapeXml, num } from './svg-text';

export interface FinishedSvg {
  /** Inline SVG with `role="img"`, a title and a description; no id clashes, no style element, no foreign fonts. */
  readonly svg: string;
  /** Natural size in CSS px. */
  readonly width: number;
  readonly height: number;
  /** Narrowest width in CSS px at which the smallest text is still 12 px. */
  readonly minWidth: number;
}

export interface FinishOptions {
  /** Enlargement of the drawing's own units, for natural size. */
  readonly scale?: number;
  /** Cut the picture to what is drawn. Only for drawings whose text lies inside boxes. */
  readonly cut?: boolean;
}

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part of a flowchart that is drawn on, with a small border: the library leaves room for links it then moved elsewhere. */
function inkFrame(body: string): Frame | undefined {
  const xs: number[] = [];
  const ys: number[] = [];
  const drawn = body.replace(/<defs>[\s\S]*?<\/defs>/, '');
  for (const [, x, y, w, h] of drawn.matchAll(/<rect x="(-?[\d.]+)" y="(-?[\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)) {
    xs.push(Number(x), Number(x) + Number(w));
    ys.push(Number(y), Number(y) + Number(h));
  }
  for (const [, cx, cy, rx, ry = rx] of drawn.matchAll(/<(?:circle|ellipse) cx="(-?[\d.]+)" cy="(-?[\d.]+)" rx?="([\d.]+)"(?: ry="([\d.]+)")?/g)) {
    xs.push(Number(cx) - Number(rx), Number(cx) + Number(rx));
    ys.push(Number(cy) - Number(ry), Number(cy) + Number(ry));
  }
  for (const [, list = ''] of drawn.matchAll(/ points="([^"]*)"/g)) {
    list.trim().split(/[\s,]+/).map(Number).forEach((value, i) => (i % 2 === 0 ? xs : ys).push(value));
  }
  if (xs.length === 0) return undefined;
  const border = 8;
  const [x, y] = [Math.min(...xs) - border, Math.min(...ys) - border];
  return { x, y, width: Math.max(...xs) + border - x, height: Math.max(...ys) + border - y };
}

const smallestReadable = 12;
/** The drawing library's 13 px labels are drawn a little larger, which also brings its 11 px ones to 12.65 px. */
const enlargement = 1.15;

/** Replaces the dotted ground of charts (hundreds of circles) by one line for each tick of the value axis. */
function plainGrid(svg: string): string {
  const dots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="[\d.]+" r="[\d.]+" class="xychart-grid"\/>\n?/g)].map((dot) => Number(dot[1]));
  if (dots.length === 0) return svg;
  const [from, to] = [Math.min(...dots), Math.max(...dots)];
  const ticks = [...svg.matchAll(/<text x="[\d.]+" y="([\d.]+)" text-anchor="end"/g)].map((tick) => Number(tick[1]));
  const lines = ticks.map((y) => `<line class="xychart-tick" x1="${from}" x2="${to}" y1="${y}" y2="${y}"/>`).join('');
  let placed = false;
  return svg.replace(/<circle [^>]*class="xychart-grid"\/>\n?/g, () => {
    if (placed) return '';
    placed = true;
    return lines;
  });
}

/** Subgraphs: round the frame and drop the header band, which would cover links that enter from above. */
function softFrames(svg: string): string {
  return svg
    .replace(/(<g class="subgraph[^>]*>\s*<rect [^>]*\/>)\s*<rect [^>]*var\(--_group-hdr\)[^>]*\/>/g, '$1')
    .replace(/(<g class="subgraph[^>]*>\s*<rect [^>]*?)rx="0" ry="0"([^>]*?)var\(--_node-stroke\)/g, '$1rx="8"$2var(--_group-stroke)')
    .replace(/rx="0" ry="0"/g, 'rx="5"');
}

/** Names of subgraphs go on top of everything, in a halo: links that enter from above would strike them out. */
function namesOnTop(svg: string): string {
  const names: string[] = [];
  const named = /(<g class="subgraph([^"]*)"[^>]*>\s*<rect [^>]*\/>)\s*<text ([\s\S]*?)<\/text>/g;
  const rest = svg.replace(named, (_, head: string, kind: string, text: string) => {
    names.push(`<text class="halo name${kind}" ${text}</text>`);
    return head;
  });
  return rest + names.join('');
}

/** Labels of links sit on a ground that hides the line; the library makes it so large that the line looks cut off. */
function tightLabels(svg: string): string {
  return svg.replace(
    /(<g class="edge-label"[^>]*>\s*<rect )x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
    (_, head: string, x: string, y: string, w: string, h: string) =>
      `${head}x="${Number(x) + 4}" y="${Number(y) + 6}" width="${Number(w) - 8}" height="${Math.max(4, Number(h) - 12)}"`,
  );
}

/**
 * Turns the drawing into something that can stand in a page: own ids, no data attributes or styles that leak, no text below
 * 12 px at the narrowest width, a name for assistive technology.
 *
 * @param prefix unique in the page
 */
export function finishSvg(raw: string, prefix: string, title: string, alt: string, options: FinishOptions = {}): FinishedSvg {
  const { scale = enlargement, cut = false } = options;
  const size = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(raw);
  if (!size) throw new Error('the drawing has no size');
  const whole = { x: 0, y: 0, width: Number(size[1]), height: Number(size[2]) };
  const { x, y, width, height } = (cut ? inkFrame(raw) : undefined) ?? whole;

  let body = raw.replace(/^<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/<style>[\s\S]*?<\/style>\n?/g, '');
  body = namesOnTop(tightLabels(softFrames(plainGrid(body))))
    .replace(/ data-[\w-]+="[^"]*"/g, '')
    // The library turns heads at the start of a link round twice, which hides them behind the box.
    .replace(/orient="auto-start-reverse"(?=[^>]*>\s*<polygon points="8 0, 0 )/g, 'orient="auto"')
    .replace(/<marker (?![^>]*markerUnits)/g, '<marker markerUnits="userSpaceOnUse" ')
    .replace(/ id="([^"]+)"/g, ` id="${prefix}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${prefix}-$1)`)
    .replace(/font-size="([\d.]+)"/g, (_, px: string) => `font-size="${Math.max(11, Number(px))}"`)
    .replace(/-?\d+\.\d{3,}/g, (value) => num(Number(value)))
    .replace(/>\s*\n\s*</g, '><');

  const sizes = [...body.matchAll(/font-size="([\d.]+)"/g)].map((match) => Number(match[1]));
  const readable = sizes.length === 0 ? 1 : smallestReadable / Math.min(...sizes);
  const natural = Math.max(scale, readable);
  const minWidth = Math.ceil(width * readable);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${prefix}-t" aria-describedby="${prefix}-d" viewBox="${num(x)} ${num(y)} ${num(width)} ${num(height)}" ` +
    `width="${Math.ceil(width * natural)}" height="${Math.ceil(height * natural)}" style="min-width:${minWidth}px;max-width:${Math.ceil(width * natural)}px">` +
    `<title id="${prefix}-t">${escapeXml(title)}</title><desc id="${prefix}-d">${escapeXml(alt)}</desc>${body}</svg>`;
  return { svg, width: Math.ceil(width * natural), height: Math.ceil(height * natural), minWidth };
}
