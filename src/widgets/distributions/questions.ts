/** The ten questions of the chooser and their answers, in reading order. Texts live with the widget. */
export const QUESTIONS = {
  purpose: ['learn', 'develop', 'ci', 'production', 'expert'],
  scale: ['one', 'few', 'tens', 'hundreds'],
  operator: ['none', 'part', 'team'],
  network: ['online', 'restricted', 'offline'],
  ha: ['no', 'yes'],
  audit: ['none', 'normal', 'strict'],
  cloud: ['yes', 'domestic', 'no'],
  hardware: ['tiny', 'small', 'server'],
  budget: ['free', 'some', 'support'],
  clusters: ['one', 'several', 'many'],
} as const;

export type Question = keyof typeof QUESTIONS;
export type Answers = { readonly [Q in Question]: (typeof QUESTIONS)[Q][number] };

export const QUESTION_IDS = Object.keys(QUESTIONS) as readonly Question[];

/** Memory in GB of the smallest machine that an answer to `hardware` stands for. */
export const MACHINE_GB = { tiny: 1, small: 4, server: 16 } as const satisfies Record<Answers['hardware'], number>;

/** The six situations that people ask about most, as sets of answers to start from. */
export const PRESETS = {
  'learn-alone': {
    purpose: 'learn', scale: 'one', operator: 'none', network: 'online', ha: 'no',
    audit: 'none', cloud: 'yes', hardware: 'small', budget: 'free', clusters: 'one',
  },
  'team-development': {
    purpose: 'develop', scale: 'few', operator: 'part', network: 'online', ha: 'no',
    audit: 'none', cloud: 'yes', hardware: 'small', budget: 'some', clusters: 'one',
  },
  'startup-production': {
    purpose: 'production', scale: 'few', operator: 'part', network: 'online', ha: 'yes',
    audit: 'normal', cloud: 'yes', hardware: 'small', budget: 'some', clusters: 'one',
  },
  'enterprise-multicloud': {
    purpose: 'production', scale: 'hundreds', operator: 'team', network: 'online', ha: 'yes',
    audit: 'normal', cloud: 'yes', hardware: 'server', budget: 'support', clusters: 'many',
  },
  'finance-security': {
    purpose: 'production', scale: 'tens', operator: 'team', network: 'offline', ha: 'yes',
    audit: 'strict', cloud: 'no', hardware: 'server', budget: 'support', clusters: 'one',
  },
  'become-expert': {
    purpose: 'expert', scale: 'few', operator: 'none', network: 'online', ha: 'no',
    audit: 'none', cloud: 'yes', hardware: 'small', budget: 'free', clusters: 'one',
  },
} as const satisfies Record<string, Answers>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as readonly Preset[];

/** The preset with exactly these answers, if there is one. */
export function presetOf(answers: Answers): Preset | null {
  return PRESET_IDS.find((id) => QUESTION_IDS.every((question) => PRESETS[id][question] === answers[question])) ?? null;
}

/** Reads answers from storage or a shared link; undefined unless all ten are there and known. */
export function parseAnswers(raw: unknown): Answers | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const given = raw as Record<string, unknown>;
  const known = QUESTION_IDS.every((question) => (QUESTIONS[question] as readonly unknown[]).includes(given[question]));
  if (!known) return undefined;
  return Object.fromEntries(QUESTION_IDS.map((question) => [question, given[question]])) as unknown as Answers;
}
