/** Times as people type them: "10h", "10 h 30", "1030", "9", "midi". On the 5-minute grid, as everything else. */
import { DAY_MINUTES, type EndTime, fromMinutes, GRID_MINUTES } from '#shared/domain/time/wall.ts';
import { under } from '#shared/domain/under.ts';

const WORDS: Record<string, number> = { midi: 720, minuit: DAY_MINUTES };
const SHAPE = /^(\d{1,2})(?:\s*[h:.]\s*(\d{1,2})?)?$/;

/** `'10:30'` for "10h30", "1030", "10.30"…; undefined when it is not a time. Odd minutes go to the nearest 5. */
export function parseTime(typed: string): EndTime | undefined {
  const text = typed.trim().toLowerCase();
  const word = under(WORDS, text);
  if (word !== undefined) return fromMinutes(word);
  const compact = /^(\d{1,2})(\d{2})$/.exec(text);
  const parts = compact ?? SHAPE.exec(text);
  if (!parts) return undefined;
  const hours = Number(parts[1]);
  const minutes = Number(parts[2] ?? 0);
  if (minutes > 59) return undefined;
  const total = Math.round((hours * 60 + minutes) / GRID_MINUTES) * GRID_MINUTES;
  return total > DAY_MINUTES ? undefined : fromMinutes(total);
}

/** How a stored time is put back in a field: "10 h", "10 h 30". */
export function writeTime(time: EndTime): string {
  const [hours = '', minutes = ''] = time.split(':');
  return minutes === '00' ? `${Number(hours)} h` : `${Number(hours)} h ${minutes}`;
}
