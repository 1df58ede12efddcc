// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { LiveDiagram } from './index';

vi.mock('./Drawing', () => ({
  default: ({ source }: { source: string }) => {
    if (source === 'bad') throw new Error('no diagram');
    return <p>drawn: {source}</p>;
  },
}));

const show = (source: string) => (
  <LocaleContext.Provider value="en">
    <LiveDiagram label="A cluster" source={source} file="cluster" />
  </LocaleContext.Provider>
);
afterEach(cleanup);

describe('LiveDiagram', () => {
  it('follows its source, but not with every change at once', async () => {
    const { rerender } = render(show('a'));
    await screen.findByText('drawn: a');
    rerender(show('b'));
    await screen.findByText('drawn: b');
    rerender(show('c'));
    rerender(show('d'));
    expect(screen.getByText('drawn: b')).toBeTruthy();
    await screen.findByText('drawn: d', undefined, { timeout: 5000 });
  });

  it('says when a text cannot be drawn, and draws the next one', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { rerender } = render(show('bad'));
    expect(await screen.findByRole('alert')).toBeTruthy();
    rerender(show('good'));
    await waitFor(() => expect(screen.getByText('drawn: good')).toBeTruthy(), { timeout: 5000 });
    quiet.mockRestore();
  });
});
