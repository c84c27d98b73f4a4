/** The words that two people compare aloud, big and numbered: the same on both screens. */
import { t } from '../i18n/index.ts';
import classes from './FourWords.module.css';

interface FourWordsProps {
  words: readonly string[];
  /** Read first when the screen that held the focus is gone. */
  takesFocus?: boolean;
}

const focus = (list: HTMLElement | null) => list?.focus();

export const FourWords = ({ words, takesFocus = false }: FourWordsProps) => (
  <ol
    className={classes.words}
    aria-label={t.team.words.label}
    {...(takesFocus ? { tabIndex: -1, ref: focus } : {})}
  >
    {words.map((word, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same word may come twice, and the order never changes
      <li key={at} className={classes.word}>
        <span className={classes.rank} aria-hidden>
          {at + 1}
        </span>
        {word}
      </li>
    ))}
  </ol>
);
