/**
 * The values read last, by their text: of the five facets of a booking, three or four say what thousands of others do.
 * Long ones are read each time. Lives as long as the vault is open, like the documents.
 */
import type { Json } from './circle.ts';
import { parsed } from './stamped.ts';

/** Shared by all that say the same: never changed. With its JSON as this machine writes it. */
interface Known {
  value: Json;
  text: string;
}

const MOST = 2000;
/** Characters. */
const LONGEST = 300;

export type KnownValues = ReturnType<typeof createKnownValues>;

export function createKnownValues() {
  const known = new Map<string, Known>();
  return {
    /** Null for what is no JSON. Throws for what is nested too deep to be written again. */
    read(text: string): Known | null {
      const found = known.get(text);
      if (found) return found;
      const value = parsed(text) as Json | undefined;
      if (value === undefined) return null;
      const made = { value, text: JSON.stringify(value) };
      if (text.length > LONGEST) return made;
      if (known.size >= MOST) known.clear();
      known.set(text, made);
      return made;
    },
  };
}
