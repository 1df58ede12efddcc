import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  focus(): void;
  fit(): void;
  /** Shows the next place with a text, from the last one found on; false where there is none. */
  find(text: string, way: 'up' | 'down'): boolean;
  /** Colours as the page has them now. */
  repaint(): void;
  dispose(): void;
}

export interface ScreenOptions {
  readonly label: string;
  onData(data: string): void;
  onSize(columns: number, rows: number): void;
  /** Ctrl-Shift-F. */
  onFind(): void;
  /** Whether Tab is the page's: the focus goes on. */
  tabLeaves(): boolean;
}

/** Narrower than on any phone. */
const FEWEST_COLUMNS = 20;
/** Lines that can be scrolled back to. */
const SCROLLBACK = 5000;

function coloursOf(host: HTMLElement) {
  const style = getComputedStyle(host);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    background: of('--terminal-bg'), foreground: of('--terminal-ink'), cursor: of('--terminal-ink'), cursorAccent: of('--terminal-bg'), selectionBackground: of('--terminal-selection'), selectionInactiveBackground: of('--terminal-selection'),
    black: of('--terminal-ink'), red: of('--terminal-red'), green: of('--terminal-green'), yellow: of('--terminal-yellow'), blue: of('--terminal-blue'), magenta: of('--terminal-magenta'), cyan: of('--terminal-cyan'), white: of('--terminal-ink'),
    brightBlack: of('--terminal-dim'), brightRed: of('--terminal-red'), brightGreen: of('--terminal-green'), brightYellow: of('--terminal-yellow'), brightBlue: of('--terminal-blue'), brightMagenta: of('--terminal-magenta'), brightCyan: of('--terminal-cyan'), brightWhite: of('--terminal-ink'),
  };
}

/** xterm in an element of a page: what is typed comes out, what is printed goes in. */
export function createScreen(host: HTMLElement, { label, onData, onSize, onFind, tabLeaves }: ScreenOptions): Screen {
  const style = getComputedStyle(host);
  const terminal = new Terminal({
    allowProposedApi: true, convertEol: true, cursorBlink: false, scrollback: SCROLLBACK, screenReaderMode: true, fontSize: Number.parseFloat(style.fontSize) || 14, fontFamily: style.fontFamily, lineHeight: 1.2, theme: coloursOf(host), minimumContrastRatio: 4.5,
  });
  const [fit, search] = [new FitAddon(), new SearchAddon()];
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new WebLinksAddon((_, address) => window.open(address, '_blank', 'noopener')));
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  terminal.open(host);
  terminal.textarea?.setAttribute('aria-label', label);
  terminal.onData(onData);
  terminal.onResize(({ cols, rows }) => onSize(cols, rows));
  let escaped = false;
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown') return true;
    const leaves = event.key === 'Tab' && (event.shiftKey || escaped || tabLeaves());
    escaped = event.key === 'Escape';
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'f') {
      event.preventDefault();
      onFind();
      return false;
    }
    // Copying is Ctrl-C where something is selected, as in other terminals of browsers.
    if (event.ctrlKey && event.key === 'c' && terminal.hasSelection()) return false;
    if (event.ctrlKey && (event.key === 'v' || event.key === 'V')) return false;
    return !leaves;
  });
  // A box that is being laid out can be a few pixels wide for a moment; what has been cut to two columns does not come back.
  const refit = (): void => {
    const { cols = 0, rows = 0 } = fit.proposeDimensions() ?? {};
    if (cols >= FEWEST_COLUMNS && rows > 0) fit.fit();
  };
  const watcher = new ResizeObserver(refit);
  watcher.observe(host);
  refit();
  return {
    get columns() { return terminal.cols; },
    get rows() { return terminal.rows; },
    write: (text) => terminal.write(text),
    focus: () => terminal.focus(),
    fit: refit,
    find: (text, way) => (way === 'up' ? search.findPrevious(text) : search.findNext(text)),
    repaint: () => { terminal.options.theme = coloursOf(host); },
    dispose: () => {
      watcher.disconnect();
      terminal.dispose();
    },
  };
}
