/** Messages under the day they were written, in the order they came in: the list is never sorted again. */
import type { LocalDate } from '#shared/domain/time/wall.ts';
import { dayOf } from '../../i18n/format.ts';

interface Day<T> {
  date: LocalDate;
  messages: T[];
}

/** A clock that was wrong may bring a day twice: order says more than the clock. */
export function byDay<T extends { at: number }>(messages: readonly T[]): Day<T>[] {
  const days: Day<T>[] = [];
  for (const message of messages) {
    const date = dayOf(message.at);
    const last = days.at(-1);
    if (last?.date === date) last.messages.push(message);
    else days.push({ date, messages: [message] });
  }
  return days;
}
