/** What a calendar holds and what importing it would do: sentences first, then rooms, rows and choices. */
import { Button, Collapse, Divider, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type ImportPreview, type RowFilter, rowFilters } from '#shared/contract/exchange.ts';
import type { RoomChoice } from '#shared/domain/exchange/rooms.ts';
import { DateField } from '../../components/DateField.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useEngine } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import { ChoicesForm, firstWishes } from './ChoicesForm.tsx';
import type { Choices, Period } from './import-wish.ts';
import { RoomsTable } from './RoomsTable.tsx';
import { type Excluded, RowsList, type Written } from './RowsList.tsx';
import { SkippedList } from './SkippedList.tsx';

interface PreviewViewProps {
  preview: ImportPreview;
  /** Reads the same file again, for a period. */
  onRead(period: Period): void;
  onGo(choices: Choices): void;
  onGiveUp(): void;
}

const CAPPED_SHOWN = 3;
type Said = keyof typeof t.exchange.preview.sentence;
const isSaid = (filter: RowFilter): filter is Said => filter in t.exchange.preview.sentence;

export function PreviewView({ preview, onRead, onGo, onGiveUp }: PreviewViewProps) {
  const texts = t.exchange.preview;
  const { data: place } = useEngine('place.get', {});
  const [rooms, setRooms] = useState<Record<string, RoomChoice>>(() => suggested(preview));
  const [filter, setFilter] = useState<RowFilter>('all');
  const [excluded, setExcluded] = useState<Excluded>(new Map());
  const [wishes, setWishes] = useState(firstWishes);
  const { data, error } = useEngine('exchange.previewRows', {
    previewId: preview.previewId,
    rooms,
    limit: 1,
  });
  const { data: catalogue } = useEngine('catalogue.list', {});
  const counts = data?.counts;
  /** Also what the file takes back without naming it. */
  const hasRows = (counts?.all ?? preview.rows) > 0;
  const leftOut = (what: Written) => [...excluded.values()].filter((one) => one === what).length;
  const written = {
    created: Math.max(0, (counts?.new ?? 0) - leftOut('created')),
    updated: Math.max(0, (counts?.update ?? 0) - leftOut('updated')),
    cancelled: Math.max(0, (counts?.cancelled ?? 0) - leftOut('cancelled')),
  };
  const toWrite = written.created + written.updated + written.cancelled;

  return (
    <Stack gap="lg">
      <div>
        <Text size="lg">{texts.found(preview)}</Text>
        {hasRows ? null : <Text>{texts.nothing}</Text>}
        {counts ? (
          <List mt="xs">
            {rowFilters
              .filter(isSaid)
              .map((said) =>
                counts[said] > 0 ? (
                  <List.Item key={said}>{texts.sentence[said](counts[said], data.adjusted)}</List.Item>
                ) : null,
              )}
          </List>
        ) : null}
        <Warnings preview={preview} />
      </div>
      {error ? <ErrorNotice error={error} /> : null}
      <PeriodChoice preview={preview} onRead={onRead} />
      {preview.skippedCount > 0 ? <SkippedList preview={preview} /> : null}
      {preview.rooms.length > 0 && place ? (
        <RoomsTable preview={preview} spaces={place.spaces} rooms={rooms} onChange={setRooms} />
      ) : null}
      {hasRows ? (
        <RowsList
          previewId={preview.previewId}
          rooms={rooms}
          filter={filter}
          onFilter={setFilter}
          excluded={excluded}
          onExclude={setExcluded}
        />
      ) : null}
      {written.created + written.updated > 0 || excluded.size > 0 ? (
        <>
          <Divider />
          <ChoicesForm
            wishes={wishes}
            onChange={setWishes}
            activities={catalogue?.activities ?? []}
            excluded={excluded.size}
          />
        </>
      ) : null}
      <Group>
        <Button
          disabled={toWrite === 0}
          onClick={() =>
            onGo({
              rooms,
              kind: wishes.kind,
              isPublic: wishes.isPublic,
              overlapping: wishes.overlapping,
              closed: wishes.closed,
              exclude: [...excluded.keys()],
              ...(wishes.activity === null || wishes.kind !== 'session' ? {} : { activity: wishes.activity }),
            })
          }
        >
          {t.exchange.choices.go(written)}
        </Button>
        <Button variant="default" onClick={onGiveUp}>
          {t.exchange.choices.cancel}
        </Button>
        {toWrite > 0 ? <Text c="dimmed">{t.exchange.choices.oneGesture}</Text> : null}
      </Group>
    </Stack>
  );
}

const suggested = ({ rooms }: ImportPreview): Record<string, RoomChoice> =>
  Object.fromEntries(rooms.map(({ key, suggestion }) => [key, suggestion ?? { kind: 'none' as const }]));

function Warnings({ preview }: { preview: ImportPreview }) {
  const texts = t.exchange.preview;
  const { capped, unknownZones, tooMany, outsidePeriod } = preview;
  const sentences = [
    ...capped.slice(0, CAPPED_SHOWN).map(texts.capped),
    ...(capped.length > CAPPED_SHOWN ? [texts.cappedMore(capped.length - CAPPED_SHOWN)] : []),
    ...(unknownZones.length > 0 ? [texts.unknownZones(unknownZones)] : []),
    ...(tooMany > 0 ? [texts.tooMany(tooMany)] : []),
    ...(outsidePeriod > 0 ? [texts.outsidePeriod(outsidePeriod)] : []),
  ];
  return sentences.map((sentence) => (
    <Text key={sentence} mt={6} pl="sm" style={{ borderInlineStart: '4px solid var(--tone-orange-line)' }}>
      {sentence}
    </Text>
  ));
}

function PeriodChoice({ preview, onRead }: Pick<PreviewViewProps, 'preview' | 'onRead'>) {
  const isNeeded = preview.tooMany > 0 || preview.outsidePeriod > 0;
  const [opened, setOpened] = useState(isNeeded);
  const [from, setFrom] = useState(preview.period?.from ?? '');
  const [to, setTo] = useState(preview.period?.to ?? '');
  return (
    <div>
      <Button variant="subtle" size="compact-sm" aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {t.exchange.preview.period}
      </Button>
      <Collapse expanded={opened}>
        <Group align="flex-end" mt="xs">
          <DateField label={t.exchange.export.from} value={from} onChange={setFrom} />
          <DateField label={t.exchange.export.to} value={to} onChange={setTo} />
          <Button
            variant="default"
            disabled={from !== '' && to !== '' && from > to}
            onClick={() => onRead({ from: from || undefined, to: to || undefined })}
          >
            {t.exchange.preview.readAgain}
          </Button>
        </Group>
      </Collapse>
    </div>
  );
}
