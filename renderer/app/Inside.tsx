/** What an open vault shows: the frame with its screens, or what visitors may see in its place. */
import 'dayjs/locale/fr';
import { DatesProvider } from '@mantine/dates';
import { cleanNotifications } from '@mantine/notifications';
import { lazy, useCallback, useState } from 'react';
import type { VaultState } from '#shared/contract/vault.ts';
import { flushDrafts, useDraftsRead } from '../ground/drafts.ts';
import { useEngine } from '../ground/engine.ts';
import { useKeptColourScheme } from '../ground/preferences.ts';
import { readClocksIn } from '../i18n/format.ts';
import { Frame } from './Frame.tsx';

const Reception = lazy(() =>
  import('../features/vault/Reception.tsx').then((it) => ({ default: it.Reception })),
);

/** Mode accueil outlives a reload: a crash must not show a visitor what was behind. */
const RECEPTION = 'margelle.reception';

export interface InsideProps {
  open: NonNullable<VaultState['open']>;
}

export default function Inside({ open }: InsideProps) {
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
  return (
    <DatesProvider settings={{ locale: 'fr', firstDayOfWeek: 1 }}>
      <Frame placeName={placeName} onReception={enter} />
    </DatesProvider>
  );
}
