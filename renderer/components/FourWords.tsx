/** The words that two people compare aloud, big and numbered: the same on both screens. */
import { t } from '../i18n/index.ts';
import classes from './FourWords.module.css';

export const FourWords = ({ words }: { words: readonly string[] }) => (
  <ol className={classes.words} aria-label={t.team.words.label}>
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
