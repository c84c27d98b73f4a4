/** The piece one looks at. */
import { SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Programme } from '#shared/domain/programme/model.ts';
import { daysBetween } from '#shared/domain/time/wall.ts';
import { t } from '../../i18n/index.ts';
import { FilePiece } from './Files.tsx';
import { PaperPiece } from './PaperPiece.tsx';
import { fullPlan, leafletPlan, onePagePlan, posterPlan } from './paper/plans.tsx';
import { typesetIn } from './paper/typeset.ts';
import { SpacePoster } from './SpacePoster.tsx';
import { TextPiece } from './TextPiece.tsx';
import type { Piece } from './view-state.ts';

const words = t.programme;

interface PieceProps {
  piece: Piece;
  programme: Programme;
}

export function PieceView({ piece, programme }: PieceProps) {
  const onPaper = useMemo(() => typesetIn(programme), [programme]);
  const [name] = words.pieces[piece];
  const given = { name, programme };
  return (
    <section aria-label={name} style={{ minWidth: 0 }}>
      {piece === 'affiche' || piece === 'une-page' || piece === 'programme' || piece === 'gros-caracteres' ? (
        <Paper piece={piece} name={name} programme={onPaper} />
      ) : piece === 'porte' ? (
        <SpacePoster name={name} programme={onPaper} />
      ) : piece === 'depliant' ? (
        <Leaflet name={name} programme={onPaper} />
      ) : piece === 'page-web' || piece === 'agenda' ? (
        <FilePiece key={piece} kind={piece === 'agenda' ? 'calendar' : 'page'} {...given} />
      ) : (
        <TextPiece key={piece} kind={piece === 'lettre' ? 'newsletter' : 'social'} {...given} />
      )}
    </section>
  );
}

const plansOf = {
  affiche: posterPlan,
  'une-page': onePagePlan,
  programme: (programme: Programme) => fullPlan(programme, 'usual'),
  'gros-caracteres': (programme: Programme) => fullPlan(programme, 'large'),
};

interface PaperProps {
  piece: keyof typeof plansOf;
  name: string;
  programme: Programme;
}

function Paper({ piece, name, programme }: PaperProps) {
  const plans = useMemo(() => [plansOf[piece](programme)], [piece, programme]);
  return <PaperPiece name={name} programme={programme} plans={plans} />;
}

/** Days beyond which a leaflet is better made for less. */
const LEAFLET_DAYS = 31;

function Leaflet({ name, programme }: { name: string; programme: Programme }) {
  const [panels, setPanels] = useState<2 | 3>(3);
  const plans = useMemo(() => [leafletPlan(programme, panels)], [programme, panels]);
  return (
    <PaperPiece
      name={name}
      programme={programme}
      plans={plans}
      choices={
        <>
          <SegmentedControl
            aria-label={words.leaflet.label}
            data={[
              { value: '3', label: words.leaflet.three },
              { value: '2', label: words.leaflet.two },
            ]}
            value={String(panels)}
            onChange={(value) => setPanels(value === '2' ? 2 : 3)}
          />
          <Text size="sm" mt={6} maw="34rem">
            {words.leaflet.how}
            {daysBetween(programme.from, programme.to) >= LEAFLET_DAYS ? ` ${words.leaflet.long}` : ''}
          </Text>
        </>
      }
    />
  );
}
