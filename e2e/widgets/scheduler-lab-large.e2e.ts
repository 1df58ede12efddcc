import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectNoErrors, withPage } from '../support/browser';
import { wake } from './support';

const item = (kind: string, name: string, rest: object) => ({ apiVersion: 'v1', kind, metadata: { name, ...(kind === 'Pod' ? { namespace: 'shop' } : {}) }, ...rest });
const node = (name: string) => item('Node', name, { spec: {}, status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } } });
const pod = (name: string, cpu: string, nodeName?: string) =>
  item('Pod', name, { spec: { schedulerName: 'default-scheduler', ...(nodeName === undefined ? {} : { nodeName }), containers: [{ name: 'c', image: 'i:1', resources: { requests: { cpu } } }] }, status: { phase: nodeName === undefined ? 'Pending' : 'Running' } });

describe('SchedulerLab with much in it', () => {
  it('takes 500 nodes in a worker, and tells about a node that is pressed', async () => {
    await withPage('/en/scheduling', {}, async (opened) => {
      const { page } = opened;
      const lab = await wake(page, 'fit');
      await lab.getByRole('combobox', { name: 'Example' }).selectOption('fleet');
      await lab.getByText(/^500 nodes ·/).waitFor();
      await lab.getByRole('button', { name: 'Step', exact: true }).click();
      const cells = lab.getByRole('toolbar', { name: 'Nodes' }).getByRole('button');
      expect(await cells.count()).toBe(500);
      // One way in by Tab, arrows from there.
      expect(await lab.locator('[data-node][tabindex="0"]').count()).toBe(1);
      await cells.nth(7).click();
      await lab.getByRole('group', { name: 'Why this verdict' }).getByText(/ about web…/).waitFor();
      expectNoErrors(opened);
    });
  });

  it('says of a dumped cluster why Pods wait, node by node, and answers a what-if', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dump-'));
    try {
      const file = join(dir, 'dump.json');
      writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [node('n1'), node('n2'), pod('full', '3', 'n1'), pod('busy', '3500m', 'n2'), pod('checkout', '2')] }));
      await withPage('/en/scheduling', { width: 360 }, async (opened) => {
        const { page } = opened;
        const lab = await wake(page, 'fit');
        await lab.getByText('Your own cluster: why is it Pending?').click();
        await lab.getByLabel('Dump file (JSON)').setInputFiles(file);
        await lab.getByText('2 nodes, 2 Pods on them, 1 Pending').waitFor();
        await lab.getByText(/^0\/2 nodes are available: 2 Insufficient cpu\./).waitFor();
        await lab.getByText('request less: cpu 1,000m instead of 2,000m → n1').waitFor();
        await lab.getByText('What if?').click();
        await lab.getByRole('button', { name: 'Try it', exact: true }).click();
        await lab.getByText('Placed: 1. Still waiting: 0.').waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        writeFileSync(file, 'NAME READY');
        await lab.getByLabel('Dump file (JSON)').setInputFiles(file);
        await lab.getByRole('alert').getByText(/It cannot be read/).waitFor();
        expectNoErrors(opened);
      });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
