/*
 * Reads diagrams with Mermaid's own parser and answers with plain facts. It runs in a worker because Mermaid wants a
 * DOM: a global `window` in the build's own process would make every "am I in a browser?" test there give the wrong answer.
 *
 * Message in: {id, text}. Message out: {id, facts} (see facts.ts) or {id, error: Mermaid's message}.
 */
import { parentPort } from 'node:worker_threads';
import { JSDOM } from 'jsdom';

const dom = new JSDOM('<!doctype html><body></body>');
globalThis.window = dom.window;
globalThis.document = dom.window.document;

const { default: mermaid } = await import('mermaid');
mermaid.initialize({ startOnLoad: false });

/** Mermaid hides character codes such as `#quot;` from its grammars behind these marks. */
const named = { quot: '"', amp: '&', lt: '<', gt: '>', nbsp: ' ', apos: "'" };
const plain = (text) =>
  String(text ?? '')
    .replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/ﬂ°(\w+)¶ß/g, (_, name) => named[name] ?? `&${name};`)
    .replace(/&(quot|amp|lt|gt|nbsp);/g, (_, name) => named[name])
    .replace(/\s*<br\s*\/?>\s*/gi, '\n')
    .trim();

function flow(db) {
  return {
    type: 'flow',
    direction: db.getDirection() ?? 'TB',
    nodes: [...db.getVertices().values()].map((v) => ({
      id: v.id, label: plain(v.text ?? v.id), shape: v.type ?? 'square', classes: [...(v.classes ?? [])],
    })),
    edges: db.getEdges().map((e) => ({
      from: e.start, to: e.end, label: plain(e.text), stroke: e.stroke, head: e.type,
    })),
    groups: db.getSubGraphs().map((g) => ({
      id: g.id, label: plain(g.title), members: [...g.nodes], direction: g.dir, classes: [...(g.classes ?? [])],
    })),
  };
}

const heads = { SOLID: 'arrow', DOTTED: 'arrow', SOLID_CROSS: 'cross', DOTTED_CROSS: 'cross', SOLID_OPEN: 'none', DOTTED_OPEN: 'none',
  SOLID_POINT: 'open', DOTTED_POINT: 'open', BIDIRECTIONAL_SOLID: 'both', BIDIRECTIONAL_DOTTED: 'both' };

function sequence(db) {
  const nameOf = Object.fromEntries(Object.entries(db.LINETYPE).map(([name, code]) => [code, name]));
  const events = db.getMessages().map((m) => {
    const name = nameOf[m.type];
    const text = plain(typeof m.message === 'string' ? m.message : '');
    if (name in heads) {
      return { kind: 'message', from: m.from, to: m.to, text, dotted: name.includes('DOTTED'), head: heads[name] };
    }
    if (name === 'NOTE') {
      return { kind: 'note', first: m.from, last: m.to ?? m.from, side: ['left', 'right', 'over'][m.placement], text };
    }
    if (name === 'AUTONUMBER') return { kind: 'number', on: m.message.visible !== false };
    if (name === 'ACTIVE_START' || name === 'ACTIVE_END') {
      return { kind: name === 'ACTIVE_START' ? 'activate' : 'deactivate', actor: m.from };
    }
    const block = /^(LOOP|ALT|OPT|PAR|CRITICAL|BREAK|RECT)_(START|END|ELSE|AND|OPTION)$/.exec(name);
    if (!block) throw new Error(`sequence element ${name} cannot be drawn`);
    const word = block[1].toLowerCase();
    if (block[2] === 'END') return { kind: 'close' };
    return block[2] === 'START' ? { kind: 'open', word, text: word === 'rect' ? '' : text } : { kind: 'divide', text };
  });
  const actors = db.getActorKeys().map((key) => {
    const actor = db.getActors().get(key);
    return { id: key, label: plain(actor.description), person: actor.type === 'actor' };
  });
  return { type: 'sequence', actors, events };
}

function state(db) {
  const { nodes, edges } = db.getData();
  const odd = nodes.find((n) => !['rect', 'rectWithTitle', 'roundedWithTitle', 'stateStart', 'stateEnd', 'divider'].includes(n.shape));
  if (odd) throw new Error(`state shape "${odd.shape}" (${odd.id}) cannot be drawn`);
  const ends = new Set(nodes.filter((n) => /state(Start|End)/.test(n.shape)).map((n) => n.id));
  return { type: 'state', nodes: nodes.filter((n) => !n.isGroup && !ends.has(n.id)).length, edges: edges.length, rows: 0 };
}

function classes(db) {
  const all = [...db.getClasses().values()];
  const rows = all.reduce((sum, one) => sum + one.members.length + one.methods.length, 0);
  return { type: 'class', nodes: all.length, edges: db.getRelations().length, rows };
}

function entities(db) {
  const attributes = [...db.getEntities().values()].flatMap((entity) => entity.attributes);
  const said = attributes.find((attribute) => attribute.comment);
  if (said) throw new Error(`the comment on attribute "${said.name}" cannot be drawn`);
  return { type: 'er', nodes: db.getEntities().size, edges: db.getRelationships().length, rows: attributes.length };
}

async function read(text) {
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const { db, type } = diagram;
  if (type.startsWith('flowchart')) return flow(db);
  if (type === 'sequence') return sequence(db);
  if (type.startsWith('state')) return state(db);
  if (type.startsWith('class')) return classes(db);
  if (type === 'er') return entities(db);
  if (type === 'xychart') return { type: 'xychart', nodes: 0, edges: 0, rows: 0 };
  throw new Error(`diagrams of type "${type}" cannot be drawn; use flowchart, sequence, state, class, ER or xychart`);
}

parentPort.on('message', ({ id, text }) => {
  read(text).then(
    (facts) => parentPort.postMessage({ id, facts }),
    (error) => parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
