/**
 * The names of every glyph. Object kinds have one shape each, used in diagrams, widgets, the terminal's picture and the
 * glossary alike; the five tones say how something is doing and differ by shape as well as by colour.
 */
export const objectGlyphs = [
  'pod', 'node', 'deployment', 'replicaSet', 'statefulSet', 'daemonSet', 'job', 'cronJob', 'service', 'ingress', 'hpa',
  'networkPolicy', 'namespace', 'configMap', 'secret', 'volume', 'container', 'image', 'process', 'kernel', 'vm',
  'server', 'controlPlane', 'apiServer', 'etcd', 'scheduler', 'controller', 'kubelet', 'runtime', 'proxy', 'user',
] as const;

export const toneGlyphs = ['waiting', 'working', 'good', 'warned', 'failed'] as const;

export type ObjectGlyph = (typeof objectGlyphs)[number];
export type ToneGlyph = (typeof toneGlyphs)[number];
export type GlyphKind = ObjectGlyph | ToneGlyph;
