/** The screens: their icon in the navigation, and their code, fetched when first shown or a little before. */
import { Skeleton, Stack } from '@mantine/core';
import {
  IconAdjustments,
  IconAlertCircle,
  IconBuildingCottage,
  IconCalendarStats,
  IconCalendarWeek,
  IconDevices,
  IconHelpCircle,
  IconMessageCircle,
  IconMessages,
  IconNotebook,
  IconSpeakerphone,
  IconSun,
  IconTransfer,
  IconYoga,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { apart, type CodeApart } from '../ground/apart.ts';
import { type Screen, useRoute } from '../ground/route.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

interface ScreenEntry {
  icon: TablerIcon;
  code: CodeApart;
}

export const screenEntries: Record<Screen, ScreenEntry> = {
  aujourdhui: { icon: IconSun, code: apart(() => import('../features/today/index.tsx')) },
  planning: { icon: IconCalendarWeek, code: apart(() => import('../features/planning/index.tsx')) },
  trimestre: { icon: IconCalendarStats, code: apart(() => import('../features/quarter/index.tsx')) },
  programme: { icon: IconSpeakerphone, code: apart(() => import('../features/programme/index.tsx')) },
  notes: { icon: IconNotebook, code: apart(() => import('../features/notes/index.tsx')) },
  'a-regler': { icon: IconAlertCircle, code: apart(() => import('../features/planning/to-settle.tsx')) },
  transmissions: {
    icon: IconMessages,
    code: apart(() =>
      import('../features/threads/ThreadScreen.tsx').then((it) => ({ default: it.WelcomeThread })),
    ),
  },
  binome: {
    icon: IconMessageCircle,
    code: apart(() =>
      import('../features/threads/ThreadScreen.tsx').then((it) => ({ default: it.CareThread })),
    ),
  },
  activites: { icon: IconYoga, code: apart(() => import('../features/catalogue/index.tsx')) },
  lieu: { icon: IconBuildingCottage, code: apart(() => import('../features/place/index.tsx')) },
  equipe: { icon: IconDevices, code: apart(() => import('../features/team/index.tsx')) },
  'import-export': { icon: IconTransfer, code: apart(() => import('../features/exchange/index.tsx')) },
  reglages: { icon: IconAdjustments, code: apart(() => import('../features/vault/settings/index.tsx')) },
  aide: { icon: IconHelpCircle, code: apart(() => import('../features/help/index.tsx')) },
};

/** Same height as a title and a first block, so that nothing jumps when the screen arrives. */
const Waiting = () => (
  <Stack aria-hidden maw="46rem" mx="auto">
    <Skeleton h={36} w="40%" />
    <Skeleton h={120} />
  </Stack>
);

export function CurrentScreen() {
  const { screen } = useRoute();
  return (
    <ErrorBoundary key={screen}>
      <Suspense fallback={<Waiting />}>
        <Shown screen={screen} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Shown({ screen }: { screen: Screen }) {
  // Chosen once: the other of the two would begin the screen again.
  const [Component] = useState(screenEntries[screen].code.component);
  return <Component />;
}

/** Fetches the code of a screen that will be shown soon. If that fails, showing it tries again and tells. */
export function fetchScreen(screen: Screen): void {
  screenEntries[screen].code.fetch().catch(() => undefined);
}
