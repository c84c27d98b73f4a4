/** Trimestre: the quarters there are, or one of them. */
import { Skeleton, Stack } from '@mantine/core';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { useEngine } from '../../ground/engine.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { t } from '../../i18n/index.ts';
import { readViewState } from './ground/view-state.ts';
import { QuarterList } from './QuarterList.tsx';
import { QuarterPage } from './QuarterPage.tsx';

export default function QuarterScreen() {
  const { params } = useRoute();
  const { quarter } = readViewState(params);
  const { data, error } = useEngine('quarter.list', {});
  if (quarter !== undefined)
    return <QuarterPage key={quarter} quarter={quarter} all={data?.quarters ?? []} />;
  return (
    <Page title={t.quarter.title} detail={t.quarter.detail} width="wide">
      {error ? <ErrorNotice error={error} /> : null}
      {data ? (
        <QuarterList {...data} onOpen={(key) => navigate('trimestre', { quarter: key })} />
      ) : error ? null : (
        <Stack aria-hidden>
          <Skeleton h={72} />
          <Skeleton h={72} />
        </Stack>
      )}
    </Page>
  );
}
