/** Activités: the catalogue, and those who come from outside to run it. */
import { Skeleton, Stack, Tabs } from '@mantine/core';
import { IconReceiptEuro, IconUserStar, IconYoga } from '@tabler/icons-react';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { useEngine } from '../../ground/engine.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { TimesheetsTab } from '../timesheets/index.tsx';
import { ActivitiesTab } from './ActivitiesTab.tsx';
import { FacilitatorsTab } from './FacilitatorsTab.tsx';

const isTab = (name: string): name is keyof typeof t.catalogue.tabs => name in t.catalogue.tabs;

export default function CatalogueScreen() {
  const { params } = useRoute();
  const { data: catalogue, error } = useEngine('catalogue.list', {});
  const { data: place } = useEngine('place.get', {});
  const tab =
    params.facilitator !== undefined
      ? 'intervenants'
      : params.tab && isTab(params.tab)
        ? params.tab
        : 'activites';
  const ready = catalogue !== undefined && place !== undefined;

  return (
    <Page title={t.catalogue.title} detail={t.catalogue.detail} width="wide">
      {error ? <ErrorNotice error={error} /> : null}
      {catalogue !== undefined && catalogue.setAside > 0 ? (
        <Notice>{t.forms.setAside(catalogue.setAside)}</Notice>
      ) : null}
      <Tabs
        value={tab}
        onChange={(next) => navigate('activites', { tab: next ?? undefined }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="activites" leftSection={<IconYoga size={18} stroke={1.5} aria-hidden />}>
            {t.catalogue.tabs.activites}
          </Tabs.Tab>
          <Tabs.Tab value="intervenants" leftSection={<IconUserStar size={18} stroke={1.5} aria-hidden />}>
            {t.catalogue.tabs.intervenants}
          </Tabs.Tab>
          <Tabs.Tab value="releves" leftSection={<IconReceiptEuro size={18} stroke={1.5} aria-hidden />}>
            {t.catalogue.tabs.releves}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="activites">
          {ready ? (
            <ActivitiesTab catalogue={catalogue} place={place} opened={params.activity} />
          ) : (
            <Waiting />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="releves">
          {place === undefined ? <Waiting /> : <TimesheetsTab today={place.today} />}
        </Tabs.Panel>
        <Tabs.Panel value="intervenants">
          {ready ? (
            <FacilitatorsTab catalogue={catalogue} today={place.today} opened={params.facilitator} />
          ) : (
            <Waiting />
          )}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

const Waiting = () => (
  <Stack aria-hidden>
    <Skeleton h={72} />
    <Skeleton h={72} />
  </Stack>
);
