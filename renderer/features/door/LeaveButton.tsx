/** How one leaves the screen at the entrance: a word that comes with the pointer or the Tab key, and Escape. */
import { useEffect, useState } from 'react';
import { t } from '../../i18n/index.ts';

const SEEN_MS = 4_000;

export function LeaveButton() {
  const [pointing, setPointing] = useState(false);
  useEffect(() => {
    let timer = 0;
    const moved = () => {
      setPointing(true);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setPointing(false), SEEN_MS);
    };
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape') window.close();
    };
    window.addEventListener('pointermove', moved, { passive: true });
    window.addEventListener('pointerdown', moved, { passive: true });
    window.addEventListener('keydown', pressed);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('pointermove', moved);
      window.removeEventListener('pointerdown', moved);
      window.removeEventListener('keydown', pressed);
    };
  }, []);
  useEffect(() => {
    document.documentElement.classList.toggle('pointing', pointing);
  }, [pointing]);
  return (
    <button type="button" className="leave" onClick={() => window.close()}>
      {t.door.leave}
    </button>
  );
}
