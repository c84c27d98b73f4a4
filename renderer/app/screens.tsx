/** The screens: their icon in the navigation, and their code, loaded when first shown. */
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
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { type Screen, useRoute } from './route.ts';

interface ScreenEntry {
  icon: TablerIcon;
  component: LazyExoticComponent<ComponentType>;
}

export const screenEntries: Record<Screen, ScreenEntry> = {
  aujourdhui: { icon: IconSun, component: lazy(() => import('../features/today/index.tsx')) },
  planning: { icon: IconCalendarWeek, component: lazy(() => import('../features/planning/index.tsx')) },
  trimestre: { icon: IconCalendarStats, component: lazy(() => import('../features/quarter/index.tsx')) },
  programme: { icon: IconSpeakerphone, component: lazy(() => import('../features/programme/index.tsx')) },
  notes: { icon: IconNotebook, component: lazy(() => import('../features/notes/index.tsx')) },
  'a-regler': { icon: IconAlertCircle, component: lazy(() => import('../features/planning/to-settle.tsx')) },
  transmissions: {
    icon: IconMessages,
    component: lazy(() =>
      import('../features/threads/ThreadScreen.tsx').then((it) => ({ default: it.WelcomeThread })),
    ),
  },
  binome: {
    icon: IconMessageCircle,
    component: lazy(() =>
      import('../features/threads/ThreadScreen.tsx').then((it) => ({ default: it.CareThread })),
    ),
  },
  activites: { icon: IconYoga, component: lazy(() => import('../features/catalogue/index.tsx')) },
  lieu: { icon: IconBuildingCottage, component: lazy(() => import('../features/place/index.tsx')) },
  equipe: { icon: IconDevices, component: lazy(() => import('../features/team/index.tsx')) },
  'import-export': { icon: IconTransfer, component: lazy(() => import('../features/exchange/index.tsx')) },
  reglages: { icon: IconAdjustments, component: lazy(() => import('../features/vault/settings/index.tsx')) },
  aide: { icon: IconHelpCircle, component: lazy(() => import('../features/help/index.tsx')) },
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
  const Component = screenEntries[screen].component;
  return (
    <ErrorBoundary key={screen}>
      <Suspense fallback={<Waiting />}>
        <Component />
      </Suspense>
    </ErrorBoundary>
  );
}
