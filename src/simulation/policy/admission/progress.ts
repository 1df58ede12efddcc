import { semanticEqual } from '../../api/equal';
import type { ApiObject } from '../../api/types';
import { quote } from '../../base/go/quote';

/** Who has been asked and who is to be asked once more (mutating/reinvocationcontext.go of webhooks and of policies alike). */
class Remembered {
  private last: ApiObject | undefined;
  private asked = new Set<string>();
  private readonly again = new Set<string>();

  /** RequireReinvokingPreviouslyInvokedPlugins. */
  require(): void {
    for (const key of this.asked) this.again.add(key);
    this.asked = new Set();
  }

  /** On the second walk: what others have changed since is looked at again by all. */
  begin(object: ApiObject | undefined, isAgain: boolean): void {
    if (isAgain && !semanticEqual(this.last, object)) this.require();
  }

  end(object: ApiObject | undefined): void {
    this.last = object;
  }

  /** It wants to be asked once more if the object changes behind it. */
  add(key: string): void {
    this.asked.add(key);
  }

  has(key: string): boolean {
    return this.again.has(key);
  }
}

const MOST_RUNES = 4 * 1024;
const ITEM_RUNES = 256;
const runesOf = (text: string): number => [...text].length;
const shortened = (text: string): string => [...text].slice(0, ITEM_RUNES).join('');

/** warning.AddWarning (apiserver endpoints/filters/warning.go): the same words once; all of them shortened from the one on that makes them too long. */
class Warnings {
  private readonly told = new Set<string>();
  private written: readonly string[] = [];
  private runes = 0;
  private isShort = false;

  add(texts: readonly string[]): void {
    for (const text of texts) if (text !== '' && !this.told.has(text)) this.write(text);
  }

  private write(text: string): void {
    if (this.isShort && this.runes >= MOST_RUNES) return;
    this.told.add(text);
    const given = this.isShort ? shortened(text) : text;
    const overflows = !this.isShort && this.runes + runesOf(given) > MOST_RUNES;
    this.isShort ||= overflows;
    this.written = overflows ? [...this.told].map(shortened) : [...this.written, given];
    this.runes = this.written.reduce((sum, one) => sum + runesOf(one), 0);
  }

  get list(): readonly string[] {
    return this.written;
  }
}

/** How long the API server gives one write, in seconds (pkg/endpoints/handlers requestTimeoutUpperBound). */
export const REQUEST_SECONDS = 34;

/** What is known of one request on its way through admission; begun with it and gone with it. */
export class Progress {
  /** The chain is walked a second time. */
  isAgain = false;
  /** Something was changed behind plug-ins that have been asked. */
  wantsAgain = false;
  readonly policies = new Remembered();
  readonly webhooks = new Remembered();
  readonly warnings = new Warnings();
  /** How long webhooks have kept the request waiting, in seconds. */
  waited = 0;
  private readonly notes = new Map<string, string>();

  constructor(readonly requestSeconds = REQUEST_SECONDS) {}

  get left(): number {
    return this.requestSeconds - this.waited;
  }

  /** attributesRecord.AddAnnotation: what the audit log gets to know; the first word under a key stays. */
  annotate(key: string, value: string): void {
    if (/^[^/]+\/[^/]+$/.test(key) && !this.notes.has(key)) this.notes.set(key, value);
  }

  get auditAnnotations(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.notes);
  }
}

/** What a webhook is called in messages: `failed calling webhook "x": …` (util/webhook/error.go). */
export const failedCalling = (webhook: string, reason: string): string => `failed calling webhook ${quote(webhook)}: ${reason}`;
