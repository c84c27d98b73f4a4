/** Screens of the closed circles: there for whoever holds the circle's key, absent for everybody else. */
import type { ThreadCircle } from '#shared/contract/threads.ts';
import { useEngine } from './engine.ts';
import { type Screen, screens } from './route.ts';

export const screenOfCircle = { care: 'binome', welcome: 'transmissions' } as const satisfies Record<
  ThreadCircle,
  Screen
>;

/** The circle whose thread a screen shows, if it is one. */
export const circleOfScreen = (screen: Screen): ThreadCircle | undefined =>
  screen === 'binome' ? 'care' : screen === 'transmissions' ? 'welcome' : undefined;

/** Empty until the engine has answered. */
export function useHeldThreads(): ThreadCircle[] {
  const held = useEngine('team.overview', {}).data?.circles ?? [];
  return (['care', 'welcome'] as const).filter((circle) => held.includes(circle));
}

/** The screens to offer, in their order. */
export function useOfferedScreens(): Screen[] {
  const held = useHeldThreads();
  return screens.filter((screen) => {
    const circle = circleOfScreen(screen);
    return circle === undefined || held.includes(circle);
  });
}
