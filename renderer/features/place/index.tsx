/** Le lieu: what the team decided about its place, one tab an idea. */
import { Skeleton, Stack, Tabs } from '@mantine/core';
import {
  IconCalendarOff,
  IconClockHour4,
  IconCoinEuro,
  IconDoor,
  IconSchool,
  IconUsers,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { useEngine } from '../../ground/engine.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { ClosuresTab } from './ClosuresTab.tsx';
import { FaresTab } from './FaresTab.tsx';
import { HoursTab } from './HoursTab.tsx';
import { SchoolTab } from './SchoolTab.tsx';
import { SpacesTab } from './SpacesTab.tsx';
import { TeamTab } from './TeamTab.tsx';
import type { TabProps } from './tab.ts';

type TabName = keyof typeof t.place.tabs;

const tabs: Record<TabName, { icon: TablerIcon; content: ComponentType<TabProps> }> = {
  espaces: { icon: IconDoor, content: SpacesTab },
  horaires: { icon: IconClockHour4, content: HoursTab },
  fermetures: { icon: IconCalendarOff, content: ClosuresTab },
  vacances: { icon: IconSchool, content: SchoolTab },
  equipe: { icon: IconUsers, content: TeamTab },
  tarifs: { icon: IconCoinEuro, content: FaresTab },
};
const names = Object.keys(tabs) as TabName[];
const isTab = (name: string | undefined): name is TabName => name !== undefined && name in tabs;

export default function PlaceScreen() {
  const { params } = useRoute();
  const { data: place, error } = useEngine('place.get', {});
  // A search that found a person comes here with her id.
  const tab: TabName = isTab(params.tab) ? params.tab : params.host === undefined ? 'espaces' : 'equipe';

  return (
    <Page title={t.place.title} detail={t.place.detail} width="wide">
      {error ? <ErrorNotice error={error} /> : null}
      {place !== undefined && place.setAside > 0 ? <Notice>{t.forms.setAside(place.setAside)}</Notice> : null}
      <Tabs
        value={tab}
        onChange={(next) => navigate('lieu', { tab: next ?? undefined }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          {names.map((name) => {
            const { icon: Icon } = tabs[name];
            return (
              <Tabs.Tab key={name} value={name} leftSection={<Icon size={18} stroke={1.5} aria-hidden />}>
                {t.place.tabs[name]}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {names.map((name) => {
          const { content: Content } = tabs[name];
          return (
            <Tabs.Panel key={name} value={name}>
              {place === undefined ? (
                <Stack aria-hidden>
                  <Skeleton h={72} />
                  <Skeleton h={72} />
                </Stack>
              ) : (
                <Content place={place} />
              )}
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
