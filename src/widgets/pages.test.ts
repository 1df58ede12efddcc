import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRESETS as cgroupLab } from './CgroupLab/presets';
import { PRESETS as evictionOrder } from './EvictionOrder/state';
import { PRESETS as manifestCheck } from './ManifestCheck/presets';
import { PRESETS as homeCluster } from './HomeCluster/cluster';
import { PRESETS as containerVsVm } from './ContainerVsVm/state';
import { PRESETS as hpaLab } from './HpaLab/presets';
import { PRESETS as policyTester } from './PolicyTester/presets';
import { PRESETS as rbacExplorer } from './RbacExplorer/presets';
import { PRESETS as nodeAutoscale } from './NodeAutoscale/state';
import { PRESETS as packageLab } from './PackageLab/presets';
import { PRESETS as podFiles } from './PodFiles/presets';
import { PRESETS as resizeLive } from './ResizeLive/state';
import { PRESETS as rightSizer } from './RightSizer/examples';
import { PRESETS as securityChecker } from './SecurityChecker/presets';
import { PRESETS as serviceLab } from './ServiceLab/presets';
import { PRESETS as schedulerLab } from './SchedulerLab/presets';
import { PRESETS as throttledRequest } from './ThrottledRequest/state';
import { titleOf } from './titles';
import type { Titled } from './titles';

const root = resolve(import.meta.dirname, '../..');
const pages = { ko: join(root, 'docs'), en: join(root, 'i18n/en/docusaurus-plugin-content-docs/current') };
const widgets = [...readFileSync(join(import.meta.dirname, 'index.ts'), 'utf8').matchAll(/^export const (\w+) = island\(\{\s*name: '([\w-]+)'/gm)];
const names = new Map(widgets.map(([, widget = '', name = '']) => [widget, name]));
const presets: Readonly<Record<string, object>> = { CgroupLab: cgroupLab, ContainerVsVm: containerVsVm, EvictionOrder: evictionOrder, HomeCluster: homeCluster, HpaLab: hpaLab, ManifestCheck: manifestCheck, NodeAutoscale: nodeAutoscale, PackageLab: packageLab, PodFiles: podFiles, PolicyTester: policyTester, RbacExplorer: rbacExplorer, ResizeLive: resizeLive, RightSizer: rightSizer, SchedulerLab: schedulerLab, SecurityChecker: securityChecker, ServiceLab: serviceLab, ThrottledRequest: throttledRequest };

interface Placed {
  widget: string;
  id: string;
  preset: string | undefined;
}

/** The widgets of a page in order. */
function placed(file: string): Placed[] {
  const tags = readFileSync(file, 'utf8').matchAll(new RegExp(`<(${[...names.keys()].join('|')})\\b([^>]*)>`, 'g'));
  return [...tags].map(([, widget = '', attributes = '']) => {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
    return { widget, id: value('id') ?? names.get(widget) ?? '', preset: value('preset') };
  });
}

const files = readdirSync(pages.ko, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mdx'));

describe.each(files)('widgets of %s', (file) => {
  const ko = placed(join(pages.ko, file));

  it('have ids of their own, good for an address', () => {
    expect(new Set(ko.map(({ id }) => id)).size, ko.map(({ id }) => id).join(' ')).toBe(ko.length);
    for (const { id } of ko) expect(id).toMatch(/^[\w-]+$/);
  });

  it('are the same in both languages', () => {
    expect(placed(join(pages.en, file))).toEqual(ko);
  });

  it('have names of their own where one stands twice', async () => {
    // A lab is called what its own id says.
    for (const widget of new Set(ko.map((one) => one.widget).filter((one) => one !== 'Lab'))) {
      const here = ko.filter((one) => one.widget === widget);
      if (here.length < 2) continue;
      const { messages } = (await import(`./${widget}/messages.ts`)) as { messages: Record<'ko' | 'en', Titled> };
      for (const text of [messages.ko, messages.en]) expect(new Set(here.map(({ preset }) => titleOf(text, preset))).size, widget).toBe(here.length);
    }
  });

  it('start with presets that are there', () => {
    for (const { widget, preset } of ko) if (preset !== undefined) expect(Object.keys(presets[widget] ?? {}), `${widget} preset="${preset}"`).toContain(preset);
  });
});
