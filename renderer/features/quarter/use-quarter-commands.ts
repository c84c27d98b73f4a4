/** What Ctrl+K offers while a quarter is shown. */
import {
  IconCalendarStats,
  IconChevronLeft,
  IconChevronRight,
  IconPlus,
  IconSend,
} from '@tabler/icons-react';
import { type AppCommand, useCommands } from '../../ground/commands.ts';
import { t } from '../../i18n/index.ts';
import type { QuarterContext } from './ground/context.ts';
import { tabs } from './ground/view-state.ts';

const words = t.quarter.commands;

interface Wanted {
  context: QuarterContext;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  publish(): void;
}

export function useQuarterCommands({ context, previous, next, publish }: Wanted): void {
  const { go, readOnly } = context;
  const offered: (AppCommand | undefined)[] = [
    previous && { id: 'quarter.previous', label: words.previous, icon: IconChevronLeft, run: previous },
    next && { id: 'quarter.next', label: words.next, icon: IconChevronRight, run: next },
    ...tabs.map((tab) => ({
      id: `quarter.tab.${tab}`,
      label: `${t.quarter.title}\u00a0: ${t.quarter.tabs[tab]}`,
      icon: IconCalendarStats,
      run: () => go({ tab }),
    })),
    ...(readOnly
      ? []
      : [
          { id: 'quarter.publish', label: words.publish, icon: IconSend, run: publish },
          {
            id: 'quarter.add',
            label: words.add,
            icon: IconPlus,
            keys: 'n',
            run: () => {
              const focus = () => document.getElementById('quarter-add')?.focus();
              go({ tab: 'feuille' });
              // At once where the field is shown: the first letter typed after the key is the line's already.
              focus();
              requestAnimationFrame(focus);
            },
          },
        ]),
  ];
  useCommands(offered.filter((command) => command !== undefined));
}
