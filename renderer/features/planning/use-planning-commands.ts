/** The keys of the planning, also found with Ctrl+K while it is shown. */
import {
  IconArrowBackUp,
  IconCalendar,
  IconCalendarMonth,
  IconCalendarWeek,
  IconChevronLeft,
  IconChevronRight,
  IconHistory,
  IconKeyboard,
  IconPlus,
} from '@tabler/icons-react';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import { useCommands } from '../../ground/commands.ts';
import { t } from '../../i18n/index.ts';
import { undoLast } from './undo.ts';
import { step, type View, type ViewState } from './view-state.ts';

interface Wanted {
  state: ViewState;
  today: LocalDate;
  go(change: Partial<ViewState>): void;
  create(): void;
  showFeed(): void;
  showKeys(): void;
}

export function usePlanningCommands({ state, today, go, create, showFeed, showKeys }: Wanted): void {
  const words = t.planning.keys;
  const move = (by: 1 | -1) => () => go({ date: step(state.view, state.date, by) });
  const show = (view: View) => () => go({ view });
  useCommands([
    { id: 'planning.new', label: words.create, icon: IconPlus, keys: 'n', run: create },
    {
      id: 'planning.previous',
      label: words.previous,
      icon: IconChevronLeft,
      keys: 'ArrowLeft',
      run: move(-1),
    },
    { id: 'planning.next', label: words.next, icon: IconChevronRight, keys: 'ArrowRight', run: move(1) },
    {
      id: 'planning.today',
      label: words.today,
      icon: IconCalendar,
      keys: 't',
      run: () => go({ date: today }),
    },
    { id: 'planning.day', label: words.day, icon: IconCalendar, keys: 'j', run: show('day') },
    { id: 'planning.week', label: words.week, icon: IconCalendarWeek, keys: 's', run: show('week') },
    { id: 'planning.month', label: words.month, icon: IconCalendarMonth, keys: 'm', run: show('month') },
    { id: 'planning.feed', label: words.feed, icon: IconHistory, keys: 'h', run: showFeed },
    { id: 'planning.keys', label: words.all, icon: IconKeyboard, keys: '?', run: showKeys },
    {
      id: 'planning.undo',
      label: words.undo,
      icon: IconArrowBackUp,
      keys: 'Ctrl+z',
      run: () => void undoLast(),
    },
  ]);
}
