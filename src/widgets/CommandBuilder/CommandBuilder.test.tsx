import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LocaleContext } from '@site/src/i18n/messages';
import { FORMS } from '@site/src/simulation/kubectl/compose/forms';
import CommandBuilder from './CommandBuilder';
import { messages } from './messages';

describe('CommandBuilder', () => {
  it.each(['ko', 'en'] as const)('stands there as text in %s', (locale) => {
    expect(renderToString(<LocaleContext value={locale}><CommandBuilder /></LocaleContext>)).toContain('kubectl get pods');
  });

  it.each(['ko', 'en'] as const)('has words in %s for each command, argument and flag that it offers', (locale) => {
    const { forms, args, flagWords } = messages[locale];
    for (const { id, args: slots, flags } of FORMS) {
      expect([id, forms[id]?.length]).toEqual([id, 2]);
      for (const { name } of slots) expect([id, name, args[name] ?? '']).not.toEqual([id, name, '']);
      for (const { name } of flags) expect([id, name, flagWords[`${id}/${name}`] ?? flagWords[name] ?? '']).not.toEqual([id, name, '']);
    }
  });
});
