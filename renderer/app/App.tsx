/** The page: the threshold of the vault, then the frame, or what visitors may see in its place. */
import { cleanNotifications } from '@mantine/notifications';
import { lazy, useCallback, useEffect, useState } from 'react';
import type { VaultState } from '#shared/contract/vault.ts';
import { Threshold } from '../features/vault/Threshold.tsx';
import { flushDrafts, useDraftsRead } from '../ground/drafts.ts';
import { useEngine } from '../ground/engine.ts';
import { useKeptColourScheme } from '../ground/preferences.ts';
import { parseRoute } from '../ground/route.ts';
import { readClocksIn } from '../i18n/format.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { fetchScreen } from './screens.tsx';

const Reception = lazy(() =>
  import('../features/vault/Reception.tsx').then((it) => ({ default: it.Reception })),
);

export function App() {
  useFirstScreen();
  return (
    <ErrorBoundary>
      <Threshold>{(open) => <Inside open={open} />}</Threshold>
    </ErrorBoundary>
  );
}

/** Its code comes while the passphrase is typed, once its field is there: an open vault finds its first screen. */
function useFirstScreen() {
  const answered = useEngine('vault.state', {}).isFetched;
  useEffect(() => {
    if (answered) requestIdleCallback(() => fetchScreen(parseRoute(window.location.hash).screen));
  }, [answered]);
}

/** Mode accueil outlives a reload: a crash must not show a visitor what was behind. */
const RECEPTION = 'margelle.reception';

function Inside({ open }: { open: NonNullable<VaultState['open']> }) {
  const [reception, setReception] = useState(() => window.sessionStorage.getItem(RECEPTION) !== null);
  const { data: place, isPending } = useEngine('place.get', {});
  const placeName = place?.settings.name ?? open.label;
  if (place) readClocksIn(place.settings.zone);
  const draftsRead = useDraftsRead();
  useKeptColourScheme();

  const enter = useCallback(() => {
    void flushDrafts();
    cleanNotifications();
    window.sessionStorage.setItem(RECEPTION, '1');
    setReception(true);
  }, []);
  const leave = useCallback(() => {
    window.sessionStorage.removeItem(RECEPTION);
    setReception(false);
  }, []);

  if (!draftsRead || isPending) return null;
  if (reception) return <Reception placeName={placeName} onLeave={leave} />;
  return <Frame placeName={placeName} onReception={enter} />;
}
