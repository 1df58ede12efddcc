import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { Objective, Objectives } from '@site/src/course/Objectives';
import { Question, SelfCheck } from '@site/src/course/SelfCheck';
import { CurriculumMap } from '@site/src/components/CurriculumMap';
import { PagePlace } from '@site/src/components/PagePlace';
import { setAnswer, setRead, toggleObjective } from '@site/src/progress/change';
import { emptyProgress, type Progress } from '@site/src/progress/forms';
import { ProgressProvider } from '@site/src/progress/ProgressProvider';
import { KEY } from '@site/src/progress/store';
import { exportText, FORMAT } from '@site/src/progress/transfer';
import { ProgressPanel } from './index';
import { ReadMark } from './ReadMark';

/*
 * Docusaurus' own names (`@docusaurus/Link`) exist only in a build. A test may put something in their place where modules are
 * resolved as on the server, so the page's objects are brought in here and not by the environment of the file.
 */
await vi.hoisted(async () => {
  const { builtinEnvironments } = await import('vitest/runtime');
  await builtinEnvironments.jsdom.setup(globalThis, { jsdom: { url: 'http://localhost/' } });
});

const PAGE = 'why-kubernetes';
const written = new Map([
  [PAGE, `/${PAGE}`],
  ['pods', '/pods'],
]);

vi.mock('@docusaurus/Link', () => ({ default: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a> }));
vi.mock('@docusaurus/plugin-content-docs/client', () => ({ useDoc: () => ({ metadata: { id: 'why-kubernetes' } }) }));
vi.mock('@site/src/components/CurriculumMap/useWrittenParts', () => ({ useWrittenParts: () => written }));

/** What is stored, as if another tab had put it there. */
function store(text: string | null) {
  if (text === null) window.localStorage.removeItem(KEY);
  else window.localStorage.setItem(KEY, text);
  act(() => void window.dispatchEvent(new StorageEvent('storage', { key: KEY })));
}

const stored = (): unknown => JSON.parse(window.localStorage.getItem(KEY) ?? 'null');
const done: Progress = setAnswer(toggleObjective(setRead(emptyProgress, 'pods', true), PAGE, 'eras'), PAGE, 'boot', 'notYet');

const page = (
  <>
    <PagePlace part={1} reading={50} doing={60} />
    <Objectives>
      <Objective id="eras">Eras</Objective>
      <Objective id="kernel">Kernel</Objective>
    </Objectives>
    <SelfCheck>
      <Question id="boot" ask="Why faster?">
        No boot.
      </Question>
      <Question id="other" ask="And else?">
        Else.
      </Question>
    </SelfCheck>
    <ReadMark page={PAGE} />
  </>
);
const curriculum = (
  <>
    <ProgressPanel written={written} />
    <CurriculumMap />
  </>
);

const inEnglish = (children: ReactNode) => (
  <LocaleContext value="en">
    <ProgressProvider>{children}</ProgressProvider>
  </LocaleContext>
);
const show = (children: ReactNode) => render(inEnglish(children));
const box = (name: string | RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

const choose = (text: string) => fireEvent.change(screen.getByLabelText('Import from a file'), { target: { files: [new File([text], 'record.json', { type: 'application/json' })] } });

beforeEach(() => {
  window.localStorage.clear();
  // The store looks again when it is watched anew, so each test begins with what it stores itself.
  show(null);
  store(null);
  cleanup();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('a page', () => {
  it('is neutral and inert on the server, and says what it needs without JavaScript', () => {
    store(JSON.stringify(done));
    const html = renderToString(inEnglish(page));
    expect(html).toContain('0 of 2 reached');
    expect(html).not.toContain('checked=""');
    expect([...html.matchAll(/<input[^>]*>/g)].every(([tag]) => tag.includes('disabled'))).toBe(true);
    expect(html).toContain('<noscript>');
  });

  it('keeps ticks, counts those the page has, and offers to mark the page as read once all are ticked', () => {
    show(page);
    fireEvent.click(box('Eras'));
    expect(screen.getByText('1 of 2 reached')).toBeTruthy();
    expect(screen.queryByRole('checkbox', { name: /All reached/ })).toBeNull();
    fireEvent.click(box('Kernel'));
    expect(box('I have read this page').checked).toBe(false);
    expect(screen.getByText('All 2 objectives reached. Mark this page as read?')).toBeTruthy();
    fireEvent.click(box(/All reached/));
    expect(box('I have read this page').checked).toBe(true);
    expect(screen.getByText('Marked as read.')).toBeTruthy();
    expect(stored()).toEqual({ v: 4, pages: { [PAGE]: { read: true, objectives: ['eras', 'kernel'], answers: {}, labs: {}, times: {}, exams: {} } } });
    fireEvent.click(box('I have read this page'));
    fireEvent.click(box('Eras'));
    fireEvent.click(box('Kernel'));
    expect(stored()).toEqual(emptyProgress);
  });

  it('takes the reader’s word about an answer, and takes it back', () => {
    show(page);
    const first = within(screen.getByText('No boot.'));
    const knew = first.getByRole('button', { name: 'I knew it', hidden: true });
    const not = first.getByRole('button', { name: 'Not yet', hidden: true });
    fireEvent.click(knew);
    expect([knew, not].map((one) => one.getAttribute('aria-pressed'))).toEqual(['true', 'false']);
    expect(screen.getByText('2 questions · 1 known · 0 to look at again')).toBeTruthy();
    fireEvent.click(not);
    expect(stored()).toMatchObject({ pages: { [PAGE]: { answers: { boot: 'notYet' } } } });
    fireEvent.click(not);
    expect(stored()).toEqual(emptyProgress);
  });

  it('follows another tab', () => {
    show(page);
    store(JSON.stringify(done));
    expect(box('Eras').checked).toBe(true);
    store(null);
    expect(box('Eras').checked).toBe(false);
  });

  it('says when marks cannot be stored, and still shows them', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    show(page);
    fireEvent.click(box('Eras'));
    expect(box('Eras').checked).toBe(true);
    expect(screen.getAllByText(/Storage is full/).length).toBeGreaterThan(0);
    vi.restoreAllMocks();
    fireEvent.click(box('Eras'));
    expect(screen.queryByText(/Storage is full/)).toBeNull();
  });

  it('is read-only over a newer site’s record', () => {
    store('{"v":5}');
    show(page);
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').every(({ disabled }) => disabled)).toBe(true);
    expect(screen.getAllByText(/newer site/).length).toBeGreaterThan(0);
    expect(stored()).toEqual({ v: 5 });
  });
});

describe('the curriculum', () => {
  const card = (title: string) => screen.getByRole('heading', { name: title }).closest('li')!;

  it('shows no place on the server', () => {
    store(JSON.stringify(done));
    const html = renderToString(inEnglish(curriculum));
    expect(html).toContain('Ready to read');
    expect(html).not.toContain('data-next');
    expect(html).toContain('No part read yet.');
  });

  it('draws what is read, what is begun and what comes next', () => {
    show(page);
    cleanup();
    store(JSON.stringify(done));
    show(curriculum);
    expect(card('Why Kubernetes').textContent).toContain('In progress1 of 2 objectives · 1 to revisit');
    expect(card('Why Kubernetes').hasAttribute('data-next')).toBe(true);
    expect(card('Pods: lifecycle, patterns, probes').getAttribute('data-place')).toBe('read');
    expect(screen.getByText('Parts read: 1 of 2 so far')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Part 1: Why Kubernetes' }).getAttribute('href')).toBe(`/${PAGE}`);
    store(JSON.stringify(setRead(done, PAGE, true)));
    expect(screen.getByText('You have read every part there is so far.')).toBeTruthy();
    expect(document.querySelector('[data-next]')).toBeNull();
  });
});

describe('a file', () => {
  const file = exportText(setRead(emptyProgress, PAGE, true), '2026-11-21');

  it('is offered for saving', async () => {
    store(JSON.stringify(done));
    let saved: Blob | undefined;
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        saved = blob;
        return 'blob:record';
      },
      revokeObjectURL: () => {},
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    show(curriculum);
    fireEvent.click(button('Export to a file'));
    expect(JSON.parse(await saved!.text())).toMatchObject({ format: FORMAT, progress: done });
    expect(screen.getByText(/Exported to kubernetes-explorer-progress-\d{4}-\d\d-\d\d\.json/)).toBeTruthy();
  });

  it.each([
    ['Merge', { pages: { pods: { read: true }, [PAGE]: { read: true, objectives: ['eras'] } } }],
    ['Replace', { v: 4, pages: { [PAGE]: { read: true, objectives: [], answers: {}, labs: {}, times: {}, exams: {} } } }],
  ])('%s waits for the choice, and can be undone', async (choice, expected) => {
    store(JSON.stringify(done));
    show(curriculum);
    choose(file);
    const heading = await screen.findByRole('heading', { name: 'How should it be imported?' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(screen.getByText('The file (exported 2026-11-21)')).toBeTruthy();
    expect(stored()).toEqual(done);
    fireEvent.click(button(choice));
    expect(stored()).toMatchObject(expected);
    expect(document.activeElement?.textContent).toContain('Undo');
    fireEvent.click(button('Undo'));
    expect(stored()).toEqual(done);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('changes nothing when cancelled', async () => {
    store(JSON.stringify(done));
    show(curriculum);
    choose(file);
    await screen.findByRole('heading', { name: 'How should it be imported?' });
    fireEvent.click(button('Cancel'));
    expect(stored()).toEqual(done);
    expect(screen.getByText(/Import cancelled/)).toBeTruthy();
  });

  it.each([
    ['', /file is empty/],
    ['%PDF-1.7', /not JSON/],
    ['{"name":"package"}', /not a record exported from this site/],
    [`{"format":"${FORMAT}","progress":{"v":9}}`, /format 9.*Reload/],
    [`{"format":"${FORMAT}","progress":{"v":2,"pages":{"pods":{"read":"yes"}}}}`, /progress\.pages\.pods\.read does not fit/],
  ])('%j is refused with a reason, and nothing changes', async (text, reason) => {
    store(JSON.stringify(done));
    show(curriculum);
    choose(text);
    expect(await screen.findByText(reason)).toBeTruthy();
    expect(screen.getByText('Your record has not changed.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Merge' })).toBeNull();
    expect(stored()).toEqual(done);
  });

  it('can be made of an emptied record again', () => {
    store(JSON.stringify(done));
    show(curriculum);
    fireEvent.click(button('Clear the record'));
    expect(stored()).toEqual(emptyProgress);
    expect(button('Export to a file').disabled).toBe(true);
    fireEvent.click(button('Undo'));
    expect(stored()).toEqual(done);
  });
});
