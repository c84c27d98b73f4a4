/** The panel beside the planning: a new booking, or one that exists. What is half typed stays when it closes. */
import { Loader, Text } from '@mantine/core';
import type { Start } from '../../components/booking/booking-form.ts';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useEngine } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import { EditBooking } from './panel/EditBooking.tsx';
import { NewBooking } from './panel/NewBooking.tsx';
import type { PanelTools } from './panel-tools.ts';

export type PanelTarget = { kind: 'new'; start: Start } | { kind: 'booking'; id: string };

export function BookingPanel({ target, ...tools }: PanelTools & { target: PanelTarget | null }) {
  const id = target?.kind === 'booking' ? target.id : '';
  const detail = useEngine('planning.booking', { id }, { enabled: id !== '', keepPrevious: false });
  const words = t.planning.panel;
  return (
    <SidePanel
      opened={target !== null}
      title={target?.kind === 'booking' ? (detail.data?.view.title ?? '') : words.create}
      onClose={tools.onClose}
      width="36rem"
    >
      {target?.kind === 'new' ? <NewBooking start={target.start} {...tools} /> : null}
      {target?.kind === 'booking' && detail.data ? (
        <EditBooking key={JSON.stringify(detail.data.booking)} detail={detail.data} {...tools} />
      ) : null}
      {target?.kind === 'booking' && detail.error ? <Text>{words.notFound}</Text> : null}
      {target?.kind === 'booking' && detail.isPending ? <Loader aria-label={t.app.loading} /> : null}
    </SidePanel>
  );
}
