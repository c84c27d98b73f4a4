/** One date in the sheet: its day, and its state by shape, word and colour. */
import { IconMessage } from '@tabler/icons-react';
import type { Placement } from '#shared/domain/quarter/model.ts';
import { t } from '../../../i18n/index.ts';
import { type Face, faceWord } from '../ground/cell-words.ts';
import { faceIcons } from '../ground/face-icons.ts';
import classes from './sheet.module.css';

interface ChipProps {
  placement: Placement;
  face: Face;
  name: string;
  commented: boolean;
  week: number;
  index: number;
  focusable: boolean;
}

const words = t.quarter.sheet;

/**
 * Its events are handled by the sheet as a whole. What the style sheet writes (the weekday, the word) is in the name.
 */
export function Chip({ placement, face, name, commented, week, index, focusable }: ChipProps) {
  const Icon = faceIcons[face];
  const { date } = placement.slot;
  return (
    <button
      type="button"
      className={classes.chip}
      data-face={face}
      data-stop={index}
      data-week={week}
      data-line={placement.line}
      data-date={placement.date}
      data-tip
      tabIndex={focusable ? 0 : -1}
      aria-label={name}
    >
      <span className={classes.day}>
        <span className={classes.number} data-weekday={words.weekday(date)}>
          {words.dayOfMonth(date)}
        </span>
        {commented ? <IconMessage size={12} aria-hidden /> : null}
      </span>
      {Icon ? (
        <span className={classes.state} data-word={faceWord(face)}>
          <Icon size={12} aria-hidden />
        </span>
      ) : null}
    </button>
  );
}
