import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

  it('reads a dump of 30 MB with a bar that shows how far it is, and answers for every Pod that waits', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dump-'));
    try {
      const file = join(dir, 'large.json');
      // What makes real dumps large: managed fields, conditions, environment variables.
      const ballast = { metadata: { managedFields: [{ manager: 'kubelet', fieldsV1: 'f:status '.repeat(420) }] }, status: { conditions: Array.from({ length: 5 }, (_, i) => ({ type: `Condition${i}`, status: 'True', message: 'x'.repeat(300) })) } };
      const heavy = (one: ReturnType<typeof pod>) => ({ ...one, metadata: { ...one.metadata, ...ballast.metadata }, status: { ...(one as { status?: object }).status, ...ballast.status } });
      const nodes = Array.from({ length: 500 }, (_, i) => node(`n${i}`));
      const placed = Array.from({ length: 5500 }, (_, i) => heavy(pod(`p${i}`, '300m', `n${i % 500}`)));
      const waiting = Array.from({ length: 20 }, (_, i) => heavy(pod(`wait${i}`, '3')));
      writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...nodes, ...placed, ...waiting] }));
      expect(statSync(file).size).toBeGreaterThan(30e6);
      await withPage('/en/scheduling', {}, async (opened) => {
        const { page } = opened;
        const lab = await wake(page, 'fit');
        await lab.getByText('Your own cluster: why is it Pending?').click();
        const bar = lab.getByRole('progressbar').waitFor();
        await lab.getByLabel('Dump file (JSON)').setInputFiles(file);
        await bar;
        await lab.getByText('500 nodes, 5,500 Pods on them, 20 Pending').waitFor();
        await lab.getByText(/^0\/500 nodes are available: 500 Insufficient cpu\./).waitFor();
        expect(await lab.getByRole('progressbar').count()).toBe(0);
        expectNoErrors(opened);
      });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }, 150_000);

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
