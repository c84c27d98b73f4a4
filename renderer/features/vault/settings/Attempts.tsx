import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { dateAndClock } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';

/** Wrong passphrases since the opening before this one: the owner must know. Absent when there is none. */
export function Attempts({ at }: { at: number[] }) {
  const last = at.at(-1);
  if (last === undefined) return null;
  const { attempts, attemptsLast, attemptsNext } = t.vault.settings;
  return (
    <ErrorNotice
      error={{ what: attempts(at.length), safe: attemptsLast(dateAndClock(last)), next: attemptsNext }}
    />
  );
}
