import { Loader, MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { theme } from './theme.ts';

it('gives a wheel that says what is waited for a role, without which a screen reader may not name it', () => {
  const wheel = createElement(Loader, { 'aria-label': 'Chargement' });
  const page = renderToStaticMarkup(createElement(MantineProvider, { theme }, wheel));
  expect(page).toMatch(
    /<span[^>]* role="status"[^>]* aria-label="Chargement"|<span[^>]* aria-label="Chargement"[^>]* role="status"/,
  );
});
