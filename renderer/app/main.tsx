/** Where the page starts. */
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './style.css';
import './forced-colours.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { FIRST_ASKED } from '#shared/contract/shell.ts';
import { keepDrafts } from '../ground/drafts.ts';
import { askFirst, followTopics, queryClient } from '../ground/engine.ts';
import { keepFocus } from '../ground/kept-focus.ts';
import { closeWithEscape } from '../ground/layers.ts';
import { clearNotices } from '../ground/notices.tsx';
import { printInLight } from '../ground/paper.ts';
import { cssVariables, theme } from '../ground/theme.ts';
import { App } from './App.tsx';
import { NoticesOnceDrawn } from './NoticesOnceDrawn.tsx';

followTopics();
keepDrafts();
closeWithEscape();
keepFocus();
clearNotices();
printInLight();

const draw = (root: HTMLElement): void =>
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <App />
        <NoticesOnceDrawn />
      </MantineProvider>
    </QueryClientProvider>,
  );

// Nothing can be shown before it is known which vaults there are: drawn once, not twice.
const root = document.getElementById('root');
if (root !== null) void Promise.all(FIRST_ASKED.map((method) => askFirst(method, {}))).then(() => draw(root));
