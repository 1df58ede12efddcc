import entries from '@generated/glossary/default/entries.json';
import { Practice } from './Practice';

/** Flash cards and a quiz of look-alikes over the glossary. Its terms come with this code, when the reader is near, and not with the page. */
export default function GlossaryCards() {
  return <Practice entries={entries} />;
}
