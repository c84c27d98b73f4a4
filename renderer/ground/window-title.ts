/** The title of the window: anybody reads it, over a shoulder or in the task bar. The name of a screen, and no other. */
import { useEffect } from 'react';
import { t } from '../i18n/index.ts';

export function useWindowTitle(screen?: string): void {
  useEffect(() => {
    document.title = screen === undefined ? t.app.product : `${screen} – ${t.app.product}`;
  }, [screen]);
}
