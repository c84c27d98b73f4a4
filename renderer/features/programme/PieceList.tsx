/** The pieces one can make, on paper and as files; one is looked at. */
import { Text, UnstyledButton } from '@mantine/core';
import {
  IconCalendarShare,
  IconDoor,
  IconFileText,
  IconFileTypography,
  IconFold,
  IconLetterCase,
  IconMail,
  IconPresentation,
  IconShare,
  IconWorldWww,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import classes from './programme.module.css';
import type { Piece } from './view-state.ts';

const icons: Record<Piece, TablerIcon> = {
  affiche: IconPresentation,
  'une-page': IconFileText,
  programme: IconFileTypography,
  'gros-caracteres': IconLetterCase,
  porte: IconDoor,
  depliant: IconFold,
  'page-web': IconWorldWww,
  agenda: IconCalendarShare,
  lettre: IconMail,
  reseaux: IconShare,
};
const groups: ['paper' | 'files', Piece[]][] = [
  ['paper', ['affiche', 'une-page', 'programme', 'gros-caracteres', 'porte', 'depliant']],
  ['files', ['page-web', 'agenda', 'lettre', 'reseaux']],
];

export function PieceList({ piece, onChange }: { piece: Piece; onChange(piece: Piece): void }) {
  const words = t.programme;
  return (
    <nav aria-label={words.piecesLabel} className={`${classes.pieces} no-print`}>
      {groups.map(([group, list]) => (
        <section key={group} aria-label={words.groups[group]}>
          <Text size="sm" c="dimmed" fw={600} mb={4} aria-hidden>
            {words.groups[group]}
          </Text>
          <ul>
            {list.map((name) => {
              const Icon = icons[name];
              const [title, detail] = words.pieces[name];
              return (
                <li key={name}>
                  <UnstyledButton
                    className={classes.piece}
                    aria-current={name === piece ? 'true' : undefined}
                    onClick={() => onChange(name)}
                  >
                    <Icon size={22} stroke={1.5} aria-hidden />
                    <span>
                      <span className={classes.pieceName}>{title}</span>
                      <span className={classes.pieceDetail}>{detail}</span>
                    </span>
                  </UnstyledButton>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}
