/** How long before another try, counted on this machine from the delay the engine gave. */
import { useEffect, useState } from 'react';

/** Whole seconds left, 0 when one may try. `delay.ms` counts from the moment `delay` changes. */
export function useCountdown(delay: { ms: number }): number {
  const [left, setLeft] = useState(() => Math.ceil(delay.ms / 1000));
  useEffect(() => {
    const end = performance.now() + delay.ms;
    const seconds = () => Math.max(0, Math.ceil((end - performance.now()) / 1000));
    setLeft(seconds());
    if (delay.ms <= 0) return;
    const timer = window.setInterval(() => {
      setLeft(seconds());
      if (seconds() === 0) window.clearInterval(timer);
    }, 250);
    return () => window.clearInterval(timer);
  }, [delay]);
  return left;
}
