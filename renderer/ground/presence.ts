/**
 * Tells the colleagues which screen, and which week of the planning, is looked at here; at most twice a second.
 * The whole team is told: the screens of a closed circle are told as the one everybody starts on.
 */
import { useEffect } from 'react';
import { isLocalDate, startOfWeek } from '#shared/domain/time/wall.ts';
import { today } from '../i18n/format.ts';
import { callEngine } from './engine.ts';
import { circleOfScreen } from './held-circles.ts';
import { type Route, type Screen, useRoute } from './route.ts';

const WAIT_MS = 500;

/** A name of its own would say as much as the screen's. */
const START: Screen = 'aujourdhui';

interface Looked {
  screen: string;
  /** Monday of the week shown; absent on the other screens, and on a month, which is no week. */
  week?: string;
}

export function lookedAt({ screen, params }: Route, now: string): Looked {
  if (circleOfScreen(screen) !== undefined) return { screen: START };
  if (screen !== 'planning' || params.view === 'month') return { screen };
  const date = params.date !== undefined && isLocalDate(params.date) ? params.date : now;
  return { screen, week: startOfWeek(date) };
}

/** Called once, by what surrounds every screen. What is looked at behind mode accueil is nobody's business. */
export function useTellPresence(): void {
  const { screen, week } = lookedAt(useRoute(), today());
  useEffect(() => {
    const timer = window.setTimeout(
      () => void callEngine('team.tellPresence', week === undefined ? { screen } : { screen, week }),
      WAIT_MS,
    );
    return () => window.clearTimeout(timer);
  }, [screen, week]);
  useEffect(() => () => void callEngine('team.tellPresence', { screen: 'accueil' }), []);
}
